package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.commissions.accruals.CommissionChange.ChangeCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact that may change what a customer's invoices, or the bounty for them, have earned.
 *
 * @param event the merchant's id of the event that told it; null where a person asks for all to be computed anew
 * @param invoice the invoice it is about; null where it is about all of them
 * @param cause what it is the cause of
 * @param occurredAt its own date
 * @param judgedFrom invoices paid from then on may be judged otherwise since
 */
record CausingFact(
        @Nullable String event, @Nullable String invoice, ChangeCause cause, Instant occurredAt, Instant judgedFrom) {

    /** That a customer has traded enough since some instant, or that it counts: what is earned later may have to give way to it. */
    static CausingFact qualifying(Envelope told, Instant passedAt) {
        return new CausingFact(told.id(), null, ChangeCause.RECOMPUTED, told.occurredAt(), passedAt);
    }

    /** That a person asks at {@code now} for everything to be computed anew. */
    static CausingFact rebooking(Instant now) {
        return new CausingFact(null, null, ChangeCause.REBOOKED, now, Instant.MIN);
    }

    /** That the customer is blocked since {@code now}, or is no more. */
    static CausingFact blocking(Instant now) {
        return new CausingFact(null, null, ChangeCause.BLOCKED, now, Instant.MIN);
    }

    /** The same as a cause for invoices of other customers, who need not know of a block. */
    CausingFact elsewhere() {
        var there = cause == ChangeCause.BLOCKED ? ChangeCause.RECOMPUTED : replacing();
        return new CausingFact(event, null, there, occurredAt, Instant.MIN);
    }

    /** Whether it is about the invoice of this id. */
    boolean isAbout(String ref) {
        return ref.equals(invoice);
    }

    /** Why a line is taken out of the books for it. */
    ChangeCause replacing() {
        return switch (cause) {
            case REBOOKED -> ChangeCause.REBOOKED;
            case BLOCKED -> ChangeCause.BLOCKED;
            case REFUND, REFUND_FAILED, DISPUTE, RECOMPUTED -> ChangeCause.RECOMPUTED;
        };
    }
}
