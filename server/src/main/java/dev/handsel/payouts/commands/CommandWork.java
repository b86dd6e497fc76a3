package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.once.Preparation;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Seen;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What is particular to one kind of commands. None of it is called inside a transaction unless it says so. */
public interface CommandWork {

    CommandKind kind();

    /** Looks whether it can be sent, and says what. That Stripe has done it is asked for by {@link #lookUp}. */
    Preparation prepare(StripeCommand command);

    /** What follows when Stripe certainly did nothing, for this reason. Called inside the transaction that writes it down. */
    AfterRefusal refused(StripeCommand command, Reason reason);

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

    /** What follows from a refusal. */
    sealed interface AfterRefusal {
        /** It ends. */
        record Ends() implements AfterRefusal {}

        /** It waits, and is asked with another key. */
        record Waits(Duration pause) implements AfterRefusal {}
    }
}
