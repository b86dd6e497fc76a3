package dev.handsel.inbox.waiting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.words.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told and cannot count yet.
 *
 * @param event the event's id
 * @param type its type
 * @param customer the merchant's id of the customer; null where it names none
 * @param since since when it waits, by the programme's clock
 * @param givenUpAt when it had waited for 30 days; if what it waits for comes later, it is applied all the same
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WaitingThing(
        String event,
        String type,
        @Nullable String customer,
        WaitsFor waitsFor,
        Instant since,
        @Nullable Instant givenUpAt) {

    /**
     * What has not been told.
     *
     * @param ref the id of it, as the waiting event names it
     */
    public record WaitsFor(AwaitedKind kind, String ref) {}

    /** Of what kind it is. */
    public enum AwaitedKind implements Word {
        /** The signup of a customer. */
        CUSTOMER,
        INVOICE,
        REFUND,
        /** The opening of a dispute. */
        DISPUTE,
        /** The opening of a trade. */
        TRADE,
        /** The invoice of a payment of Stripe. */
        PAYMENT
    }
}
