package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.words.Word;
import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
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
        REBOOKED,
        /** The customer was blocked, or is so no more. */
        BLOCKED;

        /** What a report of money that went back is the cause of. */
        static ChangeCause of(MoneyBackKind kind) {
            return switch (kind) {
                case REFUND, CHARGE_REFUNDED, CHARGE_COUNTED -> REFUND;
                case REFUND_FAILED, CHARGE_REFUND_FAILED -> REFUND_FAILED;
                case INQUIRY, CHARGEBACK, DISPUTE_WON, DISPUTE_LOST -> DISPUTE;
                case TOLD_INQUIRY, TOLD_OPEN, TOLD_WON, TOLD_LOST -> DISPUTE;
            };
        }
    }
}
