package dev.handsel.payouts.accounts;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What Stripe refused for good, and by whom that is lifted. */
@RestController
class PauseController {

    /**
     * A pause in force.
     *
     * @param payout which was refused
     * @param amount what was refused, in minor units
     * @param code Stripe's code
     * @param message Stripe's words
     * @param since by the system's clock
     */
    record PauseView(
            AffiliateId affiliate,
            String currency,
            PayoutId payout,
            long amount,
            String code,
            String message,
            Instant since) {

        static PauseView of(PayoutPause pause) {
            var amount = pause.amount();
            return new PauseView(
                    pause.affiliate(),
                    amount.currency().code(),
                    pause.payout(),
                    amount.minor(),
                    pause.code(),
                    pause.message(),
                    pause.since());
        }
    }

    private final PayoutPauses pauses;
    private final Affiliates affiliates;
    private final AuditTrail audit;
    private final Transactions transactions;

    PauseController(PayoutPauses pauses, Affiliates affiliates, AuditTrail audit, Transactions transactions) {
        this.pauses = pauses;
        this.affiliates = affiliates;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Operation(
            summary = "Affiliates to whom nothing is paid, since Stripe refused it for good, newest first",
            description = """
                    A pause ends by itself when Stripe says anything new of the payout account, when another account takes its
                    place, and, where the amount was the reason, when twice or half as much is to be paid.""")
    @GetMapping("/v1/programs/{id}/payouts/pauses")
    Page<PauseView> list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var found = Page.of(page, pauses.list(id, page), PayoutPause::id);
        return new Page<>(
                found.data().stream().map(PauseView::of).toList(),
                found.hasMore(),
                found.nextCursor(),
                found.previousCursor());
    }

    @Operation(
            summary = "Lifts the pause of an affiliate's payouts in one currency, so that they are tried again",
            description = "For when the reason is gone without Stripe having said so. 404 where nothing is paused.")
    @DeleteMapping("/v1/affiliates/{id}/payout_pauses/{currency}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(Caller.Person caller, @PathVariable AffiliateId id, @PathVariable String currency) {
        var affiliate = affiliates.require(caller, id);
        caller.requireProgram(affiliate.program(), Role.OWNER, Role.MANAGER, Role.FINANCE);
        var money = Currencies.find(currency).orElseThrow(() -> Refused.notFound("payout pause"));
        transactions.run(() -> {
            if (!pauses.lift(id, money)) {
                throw Refused.notFound("payout pause");
            }
            audit.record(caller.actor(), "payout_pause.lifted", id.toString(), Map.of("currency", currency));
        });
    }
}
