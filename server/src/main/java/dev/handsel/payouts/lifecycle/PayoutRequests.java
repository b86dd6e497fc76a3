package dev.handsel.payouts.lifecycle;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.base.refusal.Refused;
import dev.handsel.ledger.Ledger;
import dev.handsel.payouts.accounts.PayoutPause;
import dev.handsel.payouts.lifecycle.Eligibility.Decision;
import dev.handsel.payouts.lifecycle.Eligibility.SkipReason;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.PayoutTerms.Origin;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Payouts that somebody asks for. */
@Service
class PayoutRequests {

    private final EligibilityLookUp eligibility;
    private final Ledger ledger;
    private final PayoutJournal journal;
    private final Programs programs;
    private final Transactions transactions;
    private final InstantSource clock;

    PayoutRequests(
            EligibilityLookUp eligibility,
            Ledger ledger,
            PayoutJournal journal,
            Programs programs,
            Transactions transactions,
            InstantSource clock) {
        this.eligibility = eligibility;
        this.ledger = ledger;
        this.journal = journal;
        this.programs = programs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Asks for {@code amount} minor units, or for all that is payable; the money is in flight from now on. */
    Requested request(Affiliate affiliate, Currency currency, @Nullable Long amount, String actor) {
        return transactions.required(() -> {
            FailPoints.reach("payout-begins");
            var payable = ledger.lockPayable(affiliate.id(), currency);
            FailPoints.reach("payable-is-locked");
            var program = programs.get(affiliate.program());
            var facts = eligibility.of(Set.of(affiliate.id()));
            return switch (facts.judge(program, affiliate.id(), payable, amount, program.now(clock))) {
                case Decision.Pays pays -> opened(program, facts, affiliate, pays.amount(), actor);
                case Decision.Refuses refuses -> throw refused(refuses.reason(), facts.pause(affiliate.id(), currency));
            };
        });
    }

    private Requested opened(Program program, EligibilityFacts facts, Affiliate affiliate, Money amount, String actor) {
        var now = program.now(clock);
        var requested = new Requested(new PayoutTerms(
                PayoutId.fresh(),
                program.id(),
                affiliate.id(),
                amount,
                program.payoutProvider(),
                facts.destination(affiliate.id()),
                Origin.REQUEST,
                actor,
                program.twoPersonPayouts(),
                now,
                1));
        FailPoints.reach("payout-is-judged");
        journal.open(program.id(), actor, now, List.of(requested), StepCause.REQUESTED);
        FailPoints.reach("payout-is-written");
        return requested;
    }

    private static Refused refused(SkipReason reason, @Nullable PayoutPause pause) {
        return switch (reason) {
            case AFFILIATE_DISABLED -> Refused.unacceptable("payouts_disabled", "The affiliate is disabled.");
            case CURRENCY_ENDED ->
                Refused.unacceptable("currency_ended", "Nothing is paid out in a currency that has ended.");
            case PAYOUTS_DISABLED ->
                Refused.unacceptable("payouts_disabled", "No money can be sent to the affiliate's payout account.");
            case PAYOUT_IN_PROGRESS ->
                Refused.unacceptable("payout_in_progress", "Another payout in this currency is on its way.");
            case BELOW_MINIMUM ->
                Refused.unacceptable("below_minimum", "This is less than the programme pays out at once.");
            case INSUFFICIENT_BALANCE ->
                Refused.unacceptable("insufficient_balance", "Less than this amount is payable.");
            case PAYOUTS_PAUSED ->
                Refused.unacceptable(
                        "payouts_paused",
                        "Payouts in this currency pause, since the provider refused the last one: "
                                + (pause == null ? "" : pause.message()));
            case ON_HOLD ->
                Refused.unacceptable("on_hold", "Commissions that are under review are a part of this amount.");
        };
    }
}
