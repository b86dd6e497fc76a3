package dev.handsel.commissions.explanations;

import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.commissions.accruals.CommissionView;
import dev.handsel.commissions.rules.CustomerHistory.CoveredBefore;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Slice;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a commission comes from, in words and in data.
 *
 * @param words sentences, in order
 * @param attribution why the customer is owed to this affiliate, in words
 * @param events the merchant's events that it comes from and that changed it, in order
 * @param inputs everything that it is computed from today; as it was stored, where it no longer counts
 * @param slices the parts of the invoice that the rate applies to, with the numbers of today
 * @param covered what was covered before the first twelve of those slices; empty for a line that no longer counts
 * @param leftOut invoices that do not count for it, because they had been given back
 * @param trades for which a bounty is earned, up to the last one that was needed: the first few, and the first of each day; empty for
 *     an invoice and for a line that no longer counts
 * @param rounding the one rounding step
 * @param reversal what was taken back, and the events that count for it
 * @param changes each change of what is reversed, with its cause
 * @param replacements lines of the same invoice that it took the place of, or that took its place
 * @param ledger every transaction written for it, in order
 * @param recomputed what the facts give now, and whether that is the same
 */
record Explanation(
        CommissionView commission,
        List<String> words,
        @Nullable String attribution,
        List<EventRef> events,
        Inputs inputs,
        List<Slice> slices,
        List<CoveredBefore> covered,
        List<LeftOut> leftOut,
        List<EndedTrade> trades,
        Rounding rounding,
        ClawBackView reversal,
        boolean held,
        List<ChangeView> changes,
        List<Replacement> replacements,
        List<PostedTransaction> ledger,
        Recomputed recomputed) {

    /** An event, by the merchant's id. */
    record EventRef(String id, String type, Instant occurredAt) {}

    /** An invoice that was given back in full, and when. */
    record LeftOut(String invoice, Instant givenBackAt) {}

    /** The exact value as a fraction of minor units, and what it was rounded to, half to even. */
    record Rounding(String exactNumerator, String exactDenominator, long rounded, String mode) {}

    /** Refunded, and disputed by disputes that are open or lost, of the payment that was received; all gross, minor units. */
    record ClawBackView(long refunded, long disputed, long received, long target, long reversed) {}

    /** What is reversed went from {@code before} to {@code after}, in minor units, because of these events. */
    record ChangeView(int number, String cause, List<String> events, long before, long after, Instant occurredAt) {}

    /**
     * Another line of the same invoice. {@code relation} is {@code replaces}, {@code replaced_by}, or {@code booked_again}: the other one was
     * reversed when the customer was blocked, and this one was booked when they were so no more.
     */
    record Replacement(String relation, CommissionId commission, String kind, long amount) {}

    /** What the rules give for the facts. */
    record Recomputed(String engine, long base, long amount, boolean agrees) {}
}
