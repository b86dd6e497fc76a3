package dev.handsel.payouts.once;

import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What comes of looking before anything is sent. */
public sealed interface Preparation {

    /** This can be sent. */
    record Ready(Request request) implements Preparation {}

    /** Stripe has done it, for a database that was lost perhaps. */
    record AlreadyDone(JsonNode object) implements Preparation {}

    /**
     * Not now.
     *
     * @param hold in words for people; null where it only waits for its turn
     */
    record Waits(Duration pause, @Nullable String hold) implements Preparation {}

    /** Not now, and what it waits for is written down already. */
    record Stays() implements Preparation {}

    /** Stripe did not say what has to be known first. */
    record Silent(StripeAnswer answer) implements Preparation {}

    /** There is nothing to be done any more. */
    record Never(Reason reason) implements Preparation {}
}
