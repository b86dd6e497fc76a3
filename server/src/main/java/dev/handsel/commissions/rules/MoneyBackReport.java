package dev.handsel.commissions.rules;

import dev.handsel.base.words.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told of money that went back, or did not.
 *
 * @param event the event that told it; null for what was carried over from an earlier version
 * @param invoice the merchant's id of the invoice
 * @param ref the refund, charge or dispute that it is about
 * @param part of a charge's refund that failed: which
 * @param amount gross, in minor units; 0 where the kind has none
 * @param at when that was
 */
public record MoneyBackReport(
        @Nullable String event,
        String invoice,
        MoneyBackKind kind,
        String ref,
        @Nullable String part,
        long amount,
        Instant at) {

    /** What is told. */
    public enum MoneyBackKind implements Word {
        /** Money went back. */
        REFUND,
        /** The refund failed or was canceled: it never was. */
        REFUND_FAILED,
        /** So much of a charge has gone back in all, refunds that fail later included. */
        CHARGE_REFUNDED,
        /** A refund of a charge failed or was canceled. */
        CHARGE_REFUND_FAILED,
        /** So much of a charge has been counted as refunds before. */
        CHARGE_COUNTED,
        /** A dispute that has taken nothing. */
        INQUIRY,
        /** A dispute that has taken its amount. */
        CHARGEBACK,
        DISPUTE_WON,
        DISPUTE_LOST,
        /** Stripe's words, of which the last by date counts. */
        TOLD_INQUIRY,
        TOLD_OPEN,
        TOLD_WON,
        TOLD_LOST
    }
}
