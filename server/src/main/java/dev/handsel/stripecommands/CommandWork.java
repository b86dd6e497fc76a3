package dev.handsel.stripecommands;

import dev.handsel.stripecommands.StripeCommand.Kind;
import dev.handsel.stripecommands.StripeCommand.Request;
import dev.handsel.stripecommands.StripeCommand.Trouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is particular to one kind of commands. None of it is called inside a transaction unless it says so. */
public interface CommandWork {

    Kind kind();

    /** Looks whether it can be sent, and says what. That Stripe has done it is asked for by {@link #lookUp}. */
    Preparation prepare(StripeCommand command);

    /** What follows when Stripe certainly did nothing, for this reason. Called inside the transaction that writes it down. */
    Verdict refused(StripeCommand command, Trouble trouble);

    /** Looks whether Stripe did it: before anything is sent, and when the key cannot be sent any more. */
    Seen lookUp(StripeCommand command);

    /**
     * Takes over what Stripe did, and ends the command in the same transaction. Where it cannot it leaves the command as it
     * is: the same request is sent again, or looked up, and comes here once more.
     *
     * @param object what Stripe made
     */
    void settle(StripeCommand command, JsonNode object);

    /** What comes of looking before anything is sent. */
    sealed interface Preparation {
        record Ready(Request request) implements Preparation {}

        /**
         * Not now.
         *
         * @param hold in words for people; null where it only waits for its turn
         */
        record Waits(Duration pause, @Nullable String hold) implements Preparation {}

        /** There is nothing left to be done. */
        record Never(Trouble trouble) implements Preparation {}
    }

    /** What follows from a refusal. */
    sealed interface Verdict {
        /** It ends. */
        record Ends() implements Verdict {}

        /** It waits, and is asked with another key. */
        record Waits(Duration pause) implements Verdict {}
    }

    /** What a look-up shows. */
    sealed interface Seen {
        record Present(JsonNode object) implements Seen {}

        record Absent() implements Seen {}

        /** Stripe gave no answer. */
        record Silent() implements Seen {}
    }
}
