package dev.handsel.payouts.once;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where it is written down how far errands are. Every method joins the caller's transaction. What must be
 * held still is held until that ends: the payout that the errand is about, and then the errand.
 *
 * @param <T> one thing to be done
 */
public interface ErrandRows<T> {

    /** How its request stands; none where the errand is over, or is to be prepared anew. */
    Optional<Standing> take(T item);

    /**
     * Writes down the first attempt, or one more. None where the errand is over, where something forbids it by now, or where
     * the key's time is over.
     *
     * @param request is sent and kept at the first attempt; later ones repeat what was kept
     */
    Optional<Attempt> begin(T item, Request request);

    /** One attempt is known for certain to have done nothing; how the request stands after that, as {@link #take} says. */
    Optional<Standing> answered(T item);

    /** No attempt did anything, and Stripe did not even look at the last one: it is sent later. Follows on {@code answered}. */
    void putBack(T item, Duration pause, String why);

    /** An attempt may have been executed, or may be yet: it is looked at again later. Follows on {@code take} or {@code answered}. */
    void unclear(T item, Duration pause, String why);

    /** Stripe certainly did nothing, and never will. Follows on {@code take} or {@code answered}. */
    void refuse(T item, Reason reason);

    /** It was not sent and never will be; changes nothing where it was sent meanwhile, or is over. */
    void neverSent(T item, Reason reason);

    /**
     * It is prepared again after this pause; changes nothing where it is over.
     *
     * @param hold why it waits, in words for people; null where it only waits for its turn
     */
    void waits(T item, Duration pause, @Nullable String hold);

    /** A question had no answer: nothing follows, and it is asked after this pause; changes nothing where it is over. */
    void asksAgain(T item, Duration pause);
}
