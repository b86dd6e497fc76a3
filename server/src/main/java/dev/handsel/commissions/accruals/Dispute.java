package dev.handsel.commissions.accruals;

import dev.handsel.base.words.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute of an invoice's payment.
 *
 * @param amount gross, in minor units
 * @param closedEventId the event that closed it; null while it is open
 */
public record Dispute(
        String ref,
        String invoice,
        long amount,
        DisputeState state,
        String openedEventId,
        Instant openedAt,
        @Nullable String closedEventId,
        @Nullable Instant closedAt) {

    /** How it stands. */
    public enum DisputeState implements Word {
        OPENED,
        WON,
        LOST
    }

    /** Whether the disputed money is, for now or for good, not the merchant's. */
    public boolean takesBack() {
        return switch (state) {
            case OPENED, LOST -> true;
            case WON -> false;
        };
    }

    Dispute closed(DisputeState outcome, String eventId, Instant at) {
        return new Dispute(ref, invoice, amount, outcome, openedEventId, openedAt, eventId, at);
    }
}
