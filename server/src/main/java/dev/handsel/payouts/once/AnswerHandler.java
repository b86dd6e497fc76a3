package dev.handsel.payouts.once;

import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.KeyWindow;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows from Stripe's answer to one attempt, written down in one transaction. That nothing was done is concluded only
 * when every attempt is known to have done nothing, or by a look-up after the key's time.
 */
@Component
class AnswerHandler {

    private static final Logger log = LoggerFactory.getLogger(AnswerHandler.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration CLOSED = Duration.ofMinutes(1);
    private static final Duration ASKS_SOON = Duration.ofSeconds(30);
    private static final Duration ASKS_LATER = Duration.ofMinutes(5);

    private final Transactions transactions;

    AnswerHandler(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Writes down what follows from the answer to one attempt.
     *
     * @param attempt its number; the answer of one that is not the last any more can settle an errand, never end it
     */
    <T> void apply(Errand<T> errand, T item, int attempt, StripeAnswer answer) {
        switch (answer) {
            case StripeAnswer.Done done -> errand.settle(item, done.object());
            case Declined refused
            when refused.keyReused() -> {
                log.error(
                        "Stripe has another request for the key of the {} of payout {}: {}",
                        errand.name(),
                        errand.payout(item),
                        refused.message());
                unclear(errand, item, attempt, refused.code());
            }
            case Declined refused -> refused(errand, item, attempt, new Reason(refused.code(), refused.message()));
            case StripeAnswer.Denied denied -> {
                errand.denied(denied.message());
                notTaken(errand, item, attempt, CLOSED, "Stripe does not accept the key");
            }
            case StripeAnswer.Busy busy -> notTaken(errand, item, attempt, pause(busy), "too many requests");
            case StripeAnswer.Unclear unclear -> unclear(errand, item, attempt, unclear.why());
        }
    }

    /** A question had no answer: nothing follows, and it is asked again. */
    <T> void silent(Errand<T> errand, T item, StripeAnswer answer) {
        var pause = switch (answer) {
            case StripeAnswer.Denied denied -> {
                errand.denied(denied.message());
                yield CLOSED;
            }
            case StripeAnswer.Busy busy -> pause(busy);
            case Declined refused -> {
                log.error(
                        "Stripe refuses a question about the {} of payout {}: {}",
                        errand.name(),
                        errand.payout(item),
                        refused.message());
                yield ASKS_LATER;
            }
            case StripeAnswer.Unclear _ -> ASKS_SOON;
            case StripeAnswer.Done _ -> ASKS_LATER;
        };
        transactions.run(() -> errand.rows().asksAgain(item, pause));
    }

    private static Duration pause(StripeAnswer.Busy busy) {
        return busy.retryAfter() == null ? SOON : busy.retryAfter();
    }

    private <T> void refused(Errand<T> errand, T item, int attempt, Reason reason) {
        var rows = errand.rows();
        nothingDone(rows, item, attempt, standing -> {
            if (standing.unanswered() == 0) {
                rows.refuse(item, reason);
            } else {
                rows.unclear(item, standing.untilConclusive(), "refused after an unclear attempt: " + reason.code());
            }
        });
        errand.wasRefused(item, reason);
    }

    /** Stripe did not even look at it. */
    private <T> void notTaken(Errand<T> errand, T item, int attempt, Duration pause, String why) {
        var rows = errand.rows();
        nothingDone(rows, item, attempt, standing -> {
            if (standing.unanswered() == 0) {
                rows.putBack(item, pause, why);
            } else {
                rows.unclear(item, pause, why);
            }
        });
    }

    /** The attempt certainly did nothing; what follows does so only where it was the last. */
    private <T> void nothingDone(ErrandRows<T> rows, T item, int attempt, Consumer<Standing> follows) {
        transactions.run(() -> rows.answered(item)
                .filter(standing -> standing.attempts() == attempt)
                .ifPresent(follows));
    }

    private <T> void unclear(Errand<T> errand, T item, int attempt, String why) {
        var rows = errand.rows();
        transactions.run(() -> rows.take(item)
                .filter(standing -> standing.attempts() == attempt)
                .ifPresent(_ -> rows.unclear(item, KeyWindow.pause(attempt), why)));
    }
}
