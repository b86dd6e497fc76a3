package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.words.Word;
import java.time.Instant;
import java.util.List;

/**
 * That so much more, or less, of a line is reversed.
 *
 * @param number counts the changes of the line, from 1, as the keys of its transactions do
 * @param events the merchant's events that caused it
 * @param before what was reversed before, in minor units
 * @param after what is reversed since
 */
record CommissionChange(
        CommissionId line, int number, ChangeCause cause, List<String> events, long before, long after, Instant at) {

    /** Why what is reversed of a line changes. */
    enum ChangeCause implements Word {
        REFUND,
        REFUND_FAILED,
        DISPUTE,
        /** The facts give another line, or none. */
        RECOMPUTED,
        /** Somebody had it booked anew by the rules of today. */
        REBOOKED
    }
}
