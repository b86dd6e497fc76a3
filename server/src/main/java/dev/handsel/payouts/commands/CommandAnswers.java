package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.CommandWork.Verdict;
import dev.handsel.payouts.commands.StripeCommand.State;
import dev.handsel.payouts.commands.StripeCommand.Trouble;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.transfers.SenderGate;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.KeyWindow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows from Stripe's answer to one attempt, written down in one transaction. That nothing was done is concluded only
 * when every attempt is known to have done nothing.
 */
@Component
class CommandAnswers {

    private static final Logger log = LoggerFactory.getLogger(CommandAnswers.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration CLOSED = Duration.ofMinutes(1);
    private static final Duration ASKS_SOON = Duration.ofSeconds(30);
    private static final Duration ASKS_AGAIN = Duration.ofMinutes(5);

    private final CommandStore store;
    private final StripeCommands commands;
    private final PayoutSteps payouts;
    private final SenderGate gate;
    private final Transactions transactions;

    CommandAnswers(
            CommandStore store,
            StripeCommands commands,
            PayoutSteps payouts,
            SenderGate gate,
            Transactions transactions) {
        this.store = store;
        this.commands = commands;
        this.payouts = payouts;
        this.gate = gate;
        this.transactions = transactions;
    }

    /**
     * Draws the conclusion of one attempt.
     *
     * @param attempt its number; the answer of one that is not the last any more can settle a command, never end it
     */
    void draw(CommandWork work, StripeCommand command, int attempt, Answer answer) {
        switch (answer) {
            case Answer.Done done -> work.settle(command, done.object());
            case Answer.Refused refused
            when refused.keyReused() -> {
                log.error("Stripe has another request for the key of command {}: {}", command.id(), refused.message());
                unclear(command, attempt);
            }
            case Answer.Refused refused ->
                nothingDone(command, attempt, null, () -> refused(work, command, trouble(refused)));
            case Answer.Denied denied -> {
                gate.deny(denied.message());
                laterAgain(work, command, attempt, CLOSED);
            }
            case Answer.Busy busy -> {
                var pause = busy.retryAfter() == null ? SOON : busy.retryAfter();
                laterAgain(work, command, attempt, pause);
            }
            case Answer.Unclear _ -> unclear(command, attempt);
        }
    }

    /** A question had no answer: nothing follows, and it is asked again. */
    void silent(StripeCommand command, Answer answer) {
        var pause = switch (answer) {
            case Answer.Denied denied -> {
                gate.deny(denied.message());
                yield CLOSED;
            }
            case Answer.Busy busy -> busy.retryAfter() == null ? SOON : busy.retryAfter();
            case Answer.Refused refused -> {
                log.error("Stripe refuses a question about command {}: {}", command.id(), refused.message());
                yield ASKS_AGAIN;
            }
            case Answer.Unclear _ -> ASKS_SOON;
            case Answer.Done _ -> ASKS_AGAIN;
        };
        transactions.run(() -> store.goesOn(command, null, pause, null));
    }

    /** Stripe certainly did nothing. Joins the caller's transaction, which holds the payout and the command. */
    void refused(CommandWork work, StripeCommand command, Trouble trouble) {
        switch (work.refused(command, trouble)) {
            case Verdict.Ends _ -> commands.refuse(command, trouble);
            case Verdict.Waits waits -> commands.putOff(command, waits.pause(), trouble);
        }
    }

    private static Trouble trouble(Answer.Refused refused) {
        return new Trouble(refused.code(), refused.message());
    }

    private void laterAgain(CommandWork work, StripeCommand command, int attempt, Duration pause) {
        nothingDone(command, attempt, pause, () -> {
            if (work.preparesAnew()) {
                store.again(command, pause, null, null);
            } else {
                store.goesOn(command, State.WAITING, pause, null);
            }
        });
    }

    /**
     * The attempt certainly did nothing.
     *
     * @param pause how long to wait where that is not certain of all attempts; null until a look-up tells
     * @param clear what follows where it is
     */
    private void nothingDone(StripeCommand command, int attempt, @Nullable Duration pause, Runnable clear) {
        transactions.run(() -> {
            payouts.take(command.wish().payout());
            store.answered(command);
            var standing = store.take(command);
            if (standing.filter(now -> now.latest(attempt)).isEmpty()) {
                return;
            }
            if (standing.get().unanswered() == 0) {
                clear.run();
            } else {
                store.goesOn(
                        command, State.UNKNOWN, pause == null ? standing.get().untilConclusive() : pause, null);
            }
        });
    }

    private void unclear(StripeCommand command, int attempt) {
        transactions.run(() -> {
            if (store.take(command).filter(now -> now.latest(attempt)).isPresent()) {
                store.goesOn(command, State.UNKNOWN, KeyWindow.pause(attempt), null);
            }
        });
    }
}
