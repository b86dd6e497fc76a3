package dev.handsel.payouts.batches;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Payable;
import dev.handsel.payouts.batches.BatchStore.PayoutBatch;
import dev.handsel.payouts.batches.PayoutRuns.SkippedView;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.platform.http.Costly;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What batches did, what the next one would do, and why somebody was left out. */
@RestController
class BatchController {

    /** {@code ended_at} is null while it runs, or waits to go on. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record BatchView(
            Instant dueAt,
            int balances,
            int created,
            Instant startedAt,
            @Nullable Instant endedAt) {
        static BatchView of(PayoutBatch batch) {
            return new BatchView(batch.dueAt(), batch.balances(), batch.created(), batch.startedAt(), batch.endedAt());
        }
    }

    record WouldPay(AffiliateId affiliate, String currency, long amount) {
        static WouldPay of(Payout payout) {
            var amount = payout.terms().amount();
            return new WouldPay(payout.terms().affiliate(), amount.currency().code(), amount.minor());
        }
    }

    /** At most 1000 of each are listed; the counts and the totals are of all. */
    record Preview(
            int wouldPay, Map<String, Long> totals, int left, List<WouldPay> payouts, List<SkippedView> skipped) {}

    private final Programs programs;
    private final Affiliates affiliates;
    private final BatchStore batches;
    private final SkipStore skips;
    private final PayoutRunner runner;
    private final Ledger ledger;
    private final InstantSource clock;

    BatchController(
            Programs programs,
            Affiliates affiliates,
            BatchStore batches,
            SkipStore skips,
            PayoutRunner runner,
            Ledger ledger,
            InstantSource clock) {
        this.programs = programs;
        this.affiliates = affiliates;
        this.batches = batches;
        this.skips = skips;
        this.runner = runner;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Operation(
            summary = "The daily batches of a programme, newest first",
            description = "How many balances each looks at, how many payouts it has made, and when it ended.")
    @GetMapping("/v1/programs/{id}/payouts/batches")
    Page<BatchView> list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var found = Page.of(page, batches.list(id, page), PayoutBatch::id);
        return new Page<>(
                found.data().stream().map(BatchView::of).toList(),
                found.hasMore(),
                found.nextCursor(),
                found.previousCursor());
    }

    @Operation(summary = "What a batch would pay out now, and what it would leave", description = """
                    Nothing is written. What has not matured yet is not in it, although a batch matures what is due first.""")
    @Costly
    @GetMapping("/v1/programs/{id}/payouts/preview")
    Preview preview(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var program = programs.get(id);
        var result = new RunResult();
        var totals = new TreeMap<String, Long>();
        long last = 0;
        List<Payable> payables = ledger.payables(id, last, PayoutRunner.CHUNK);
        while (!payables.isEmpty()) {
            var chunk = runner.judged(program, caller.actor(), program.now(clock), payables, last);
            result.add(chunk.made(), chunk.skipped());
            chunk.made()
                    .forEach(payout -> totals.merge(
                            payout.terms().amount().currency().code(),
                            payout.terms().amount().minor(),
                            Math::addExact));
            last = chunk.last();
            payables = ledger.payables(id, last, PayoutRunner.CHUNK);
        }
        return new Preview(
                result.created(),
                totals,
                result.left(),
                result.payouts().stream().map(WouldPay::of).toList(),
                result.skipped().stream().map(SkippedView::of).toList());
    }

    @Operation(
            summary = "Why the last batch left balances of the caller as they were",
            description = "Empty where it paid them.")
    @GetMapping("/v1/affiliates/me/payout_skips")
    Page<SkippedView> mine(Caller.Person caller, @RequestParam ProgramId program) {
        var own = skips.of(affiliates.mine(caller, program).id());
        return new Page<>(own.stream().map(SkippedView::of).toList(), false, null, null);
    }
}
