package dev.handsel.payouts.batches;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Maturity;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.payouts.batches.RunResult.Skipped;
import dev.handsel.payouts.lifecycle.Eligibility.SkipReason;
import dev.handsel.payouts.lifecycle.PayoutView;
import dev.handsel.payouts.lifecycle.PayoutViews;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import java.time.InstantSource;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The batch, by command. */
@RestController
class PayoutRuns {

    record SkippedView(AffiliateId affiliate, String currency, long payable, SkipReason reason) {
        static SkippedView of(Skipped skipped) {
            var payable = skipped.payable();
            return new SkippedView(skipped.affiliate(), payable.currency().code(), payable.minor(), skipped.reason());
        }
    }

    /** At most 1000 payouts and 1000 skipped balances are listed; the counts are of all. */
    record RunView(int matured, int created, int left, List<PayoutView> payouts, List<SkippedView> skipped) {}

    private final PayoutRunner runner;
    private final PayoutViews views;
    private final Maturity maturity;
    private final Programs programs;
    private final Transactions transactions;
    private final InstantSource clock;

    PayoutRuns(
            PayoutRunner runner,
            PayoutViews views,
            Maturity maturity,
            Programs programs,
            Transactions transactions,
            InstantSource clock) {
        this.runner = runner;
        this.views = views;
        this.maturity = maturity;
        this.programs = programs;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Operation(summary = "Runs the batch of payouts", description = """
                    Matures what is due by the programme's clock, then makes a payout of every balance that can be paid out.
                    It goes on its way without a further approval, unless the programme asks for two people: then it is
                    `requested`, and somebody else approves it. What is left is told with its reason. Repeat with the same idempotency key when in doubt.""")
    @PostMapping("/v1/programs/{id}/payouts/run")
    @IdempotencyKeyRequired
    RunView run(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE);
        return transactions.required(() -> {
            var program = programs.lock(id);
            var matured = maturity.matureDue(id, program.now(clock));
            var result = runner.run(program, caller.actor(), program.now(clock));
            return new RunView(
                    matured,
                    result.created(),
                    result.left(),
                    views.views(result.payouts()),
                    result.skipped().stream().map(SkippedView::of).toList());
        });
    }
}
