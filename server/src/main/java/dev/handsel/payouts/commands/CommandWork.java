package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.StripeCommand.Kind;
import dev.handsel.payouts.commands.StripeCommand.Request;
import dev.handsel.payouts.commands.StripeCommand.Trouble;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is particular to one kind of commands. None of it is called inside a transaction unless it says so. */
public interface CommandWork {

    Kind kind();

    /** Looks whether it can be sent, and says what. That Stripe has done it is asked for by {@link #lookUp}. */
    Preparation prepare(StripeCommand command);

    /** What follows when Stripe certainly did nothing, for this reason. Called inside the transaction that writes it down. */
    Verdict refused(StripeCommand command, Trouble trouble);

    /**
     * Whether a request that certainly did nothing, since Stripe did not take it, is prepared anew and not sent as it was:
     * what it was made of may have changed until then.
     */
    default boolean preparesAnew() {
        return false;
    }

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

        /** Stripe did not say what has to be known first. */
        record Silent(Answer answer) implements Preparation {}

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

        /** Stripe does not have it, or lets us into the account no longer, so that nothing can be asked of it either. */
        record Absent() implements Seen {}

        /** Stripe did not say. */
        record Silent(Answer answer) implements Seen {}

        /**
         * Looks through a list of Stripe, page by page.
         *
         * @param path with its query
         * @param account the connected account whose list it is, or null
         */
        static Seen among(Stripe stripe, String path, @Nullable String account, Predicate<JsonNode> wanted) {
            String last = null;
            while (true) {
                var answer = stripe.get(last == null ? path : path + "&starting_after=" + last, account);
                if (answer instanceof Answer.Refused refused && refused.noSuchAccount()) {
                    return new Absent();
                }
                if (!(answer instanceof Answer.Done(JsonNode page))) {
                    return new Silent(answer);
                }
                for (var one : page.path("data").values()) {
                    if (wanted.test(one)) {
                        return new Present(one);
                    }
                    last = Stripe.text(one, "id");
                }
                if (!page.path("has_more").asBoolean(false)) {
                    return new Absent();
                }
            }
        }
    }
}
