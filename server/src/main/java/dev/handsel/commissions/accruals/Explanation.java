package dev.handsel.commissions.accruals;

import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Slice;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import java.time.Instant;
import java.util.List;

/**
 * Where a commission comes from, in words and in data.
 *
 * @param words sentences, in order
 * @param events the merchant's events that it comes from and that changed it, in order
 * @param inputs everything that it was computed from, as it was stored
 * @param slices the parts of the invoice that the rate applies to
 * @param rounding the one rounding step
 * @param reversal what was taken back, and the events that count for it
 * @param ledger every transaction written for it, in order
 * @param recomputed what the stored inputs give now, and whether that is the same
 */
record Explanation(
        CommissionView commission,
        List<String> words,
        List<EventRef> events,
        Inputs inputs,
        List<Slice> slices,
        Rounding rounding,
        ClawBackView reversal,
        boolean held,
        List<PostedTransaction> ledger,
        Recomputed recomputed) {

    /** An event, by the merchant's id. */
    record EventRef(String id, String type, Instant occurredAt) {}

    /** The exact value as a fraction of minor units, and what it was rounded to, half to even. */
    record Rounding(String exactNumerator, String exactDenominator, long rounded, String mode) {}

    /** Refunded, and disputed by disputes that are open or lost, of the cash that was paid; all gross, minor units. */
    record ClawBackView(long refunded, long disputed, long paid, long target, long reversed) {}

    /** What the rules give for the stored inputs. */
    record Recomputed(String engine, long base, long amount, boolean agrees) {}
}
