package dev.handsel.payouts.once;

import dev.handsel.base.ids.PayoutId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A kind of things that Stripe is to do, each once: what is particular to it. None of this is called inside a transaction;
 * what is, is said by {@link #rows()}.
 *
 * @param <T> one thing to be done, as it was when it was claimed
 */
public interface Errand<T> {

    /** In the log and at fail points: {@code transfer}. */
    String name();

    /** The payout that it is about. */
    PayoutId payout(T item);

    /** Whether anything may be sent now, after everything that must be known for that was asked for. */
    boolean opens();

    /** Stripe does not accept our key: nothing is sent for a while. */
    void denied(String message);

    /** What is due next, if anything: nobody else gets it while the lease lasts, and nothing depends on that. */
    Optional<T> claim(Duration lease);

    /** The request that may be on its way; none where it has to be prepared first. */
    Optional<Request> frozen(T item);

    /** Looks whether it can be sent, and says what. */
    Preparation prepare(T item);

    /** The connected account that is asked to do it, or null where it is our own. */
    @Nullable String account(T item);

    /** Looks whether Stripe did it. */
    Seen lookUp(T item);

    /**
     * Takes over what Stripe did, and ends the errand in the same transaction. Where it cannot it leaves everything as it is:
     * the same request is sent again, or looked up.
     *
     * @param object what Stripe made in answer to the request, or what was found before anything was sent
     */
    void settle(T item, JsonNode object);

    /** Takes over what a look-up found after the key's time, as {@link #settle} does. */
    default void found(T item, JsonNode object) {
        settle(item, object);
    }

    /** One attempt was refused; what follows from that was written down already. */
    default void wasRefused(T item, Reason reason) {}

    /** What is said where no request can act any more and Stripe has not done it. */
    Reason neverDone();

    /** Where it is written down. */
    ErrandRows<T> rows();
}
