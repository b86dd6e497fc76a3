package dev.handsel.payouts.transfers;

import static dev.handsel.payouts.transfers.TransferSender.ACTOR;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.lifecycle.Order;
import dev.handsel.payouts.lifecycle.Outcome;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.transfers.Attempts.Standing;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.KeyWindow;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What follows from Stripe's answer to one attempt, written down in one transaction. That no transfer exists is concluded
 * only when every attempt is known to have done nothing, or by a look-up after the key's time.
 */
@Component
class Conclusions {

    private static final Logger log = LoggerFactory.getLogger(Conclusions.class);

    /** Stripe's code when the platform's balance does not suffice. */
    private static final String SHORT = "balance_insufficient";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSED = Duration.ofMinutes(1);

    private final PayoutSteps payouts;
    private final Attempts attempts;
    private final CurrencyStops stops;
    private final SenderGate gate;
    private final Payments payments;
    private final Transactions transactions;

    Conclusions(
            PayoutSteps payouts,
            Attempts attempts,
            CurrencyStops stops,
            SenderGate gate,
            Payments payments,
            Transactions transactions) {
        this.payouts = payouts;
        this.attempts = attempts;
        this.stops = stops;
        this.gate = gate;
        this.payments = payments;
        this.transactions = transactions;
    }

    /**
     * Draws the conclusion of one attempt.
     *
     * @param attempt its number; the answer of one that is not the last any more can settle a payout, never fail it
     */
    void draw(Order order, int attempt, Answer answer) {
        switch (answer) {
            case Answer.Done done -> transferred(order, done.object());
            case Answer.Refused refused
            when refused.keyReused() -> {
                log.error("Stripe has another request for the key of payout {}: {}", order.id(), refused.message());
                transactions.run(() -> unclear(order, attempt, refused.code()));
            }
            case Answer.Refused refused -> refused(order, attempt, refused);
            case Answer.Denied denied -> {
                gate.deny(denied.message());
                transactions.run(() -> nothingDone(order, attempt, "Stripe does not accept the key", CLOSED));
            }
            case Answer.Busy busy -> {
                var pause = busy.retryAfter() == null ? FIRST_PAUSE : busy.retryAfter();
                transactions.run(() -> nothingDone(order, attempt, "too many requests", pause));
            }
            case Answer.Unclear unclear -> transactions.run(() -> unclear(order, attempt, unclear.why()));
        }
    }

    private void transferred(Order order, JsonNode transfer) {
        transactions.run(() -> {
            payouts.step(order.id(), ACTOR, new Outcome.TransferCreated(Stripe.text(transfer, "id")));
            payments.remember(order.id(), transfer);
        });
    }

    private void refused(Order order, int attempt, Answer.Refused refused) {
        if (refused.code().equals(SHORT)) {
            stops.stop(order.amount());
        }
        transactions.run(() -> {
            var now = payouts.take(order.id()).orElseThrow();
            var standing = attempts.answered(order.id());
            if (latest(now, standing, attempt)) {
                if (standing.unanswered() == 0) {
                    payouts.step(order.id(), ACTOR, new Outcome.TransferFailed(refused.code(), refused.message()));
                } else {
                    payouts.step(
                            order.id(),
                            ACTOR,
                            new Outcome.Unclear("refused after an unclear attempt: " + refused.code()));
                    payouts.postpone(order.id(), standing.untilConclusive(), null);
                }
            }
        });
    }

    /** The attempt certainly did nothing; the next one comes later. */
    private void nothingDone(Order order, int attempt, String why, Duration pause) {
        var now = payouts.take(order.id()).orElseThrow();
        var standing = attempts.answered(order.id());
        if (latest(now, standing, attempt)) {
            var outcome = standing.unanswered() == 0 ? new Outcome.PutBack(why) : new Outcome.Unclear(why);
            payouts.step(order.id(), ACTOR, outcome);
            payouts.postpone(order.id(), pause, null);
        }
    }

    private void unclear(Order order, int attempt, String why) {
        var now = payouts.take(order.id()).orElseThrow();
        var standing = attempts.of(order.id()).orElseThrow();
        if (latest(now, standing, attempt)) {
            payouts.step(order.id(), ACTOR, new Outcome.Unclear(why));
            payouts.postpone(order.id(), KeyWindow.pause(attempt), null);
        }
    }

    private static boolean latest(Payout now, Standing standing, int attempt) {
        return now instanceof Sending && standing.attempts() == attempt;
    }

    /** The key is not sent any more, and it is too early to look. */
    void waitForLookUp(PayoutId id) {
        transactions.run(() -> windowIsOver(id));
    }

    /** Joins the caller's transaction, which holds the payout. */
    void windowIsOver(PayoutId id) {
        switch (payouts.take(id).orElseThrow()) {
            case Reserved _ ->
                payouts.step(
                        id,
                        ACTOR,
                        new Outcome.TransferFailed("never_executed", "Stripe took no request for 23 hours."));
            case Sending _ -> {
                payouts.step(id, ACTOR, new Outcome.Unclear("The process that sent it did not come back."));
                payouts.postpone(id, attempts.of(id).orElseThrow().untilConclusive(), null);
            }
            case Unknown _ -> payouts.postpone(id, attempts.of(id).orElseThrow().untilConclusive(), null);
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ -> {}
        }
    }

    /** It was not sent, and never will be. */
    void neverSent(PayoutId id, String code, String message) {
        transactions.run(() -> {
            if (payouts.take(id).orElseThrow() instanceof Reserved) {
                payouts.step(id, ACTOR, new Outcome.TransferFailed(code, message));
            }
        });
    }
}
