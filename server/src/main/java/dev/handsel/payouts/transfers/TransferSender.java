package dev.handsel.payouts.transfers;

import dev.handsel.base.failpoints.FailPoints;
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
import dev.handsel.payouts.transfers.Attempts.Attempt;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings one payout forward by one step: looks before it sends, writes down what it will send, sends, writes down the answer.
 * Between any two of these the process may die, and another one may do the same at the same time.
 */
@Component
class TransferSender {

    static final String ACTOR = "sender";

    /** Longer than any step takes; when it ends, somebody else goes on. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final PayoutSteps payouts;
    private final Attempts attempts;
    private final Preflight preflight;
    private final CurrencyStops stops;
    private final Conclusions conclusions;
    private final LookUp lookUp;
    private final Stripe stripe;
    private final Transactions transactions;

    TransferSender(
            PayoutSteps payouts,
            Attempts attempts,
            Preflight preflight,
            CurrencyStops stops,
            Conclusions conclusions,
            LookUp lookUp,
            Stripe stripe,
            Transactions transactions) {
        this.payouts = payouts;
        this.attempts = attempts;
        this.preflight = preflight;
        this.stops = stops;
        this.conclusions = conclusions;
        this.lookUp = lookUp;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    /** The payout that is due next, if any: nobody else works on it for some minutes. */
    Optional<Payout> claim() {
        return payouts.claim(LEASE, stops.currencies());
    }

    /** Does what is to be done about a payout that was claimed. */
    void work(Payout payout) {
        switch (payout) {
            case Reserved reserved -> reserved(reserved.order());
            case Sending sending -> again(sending.order());
            case Unknown unknown -> again(unknown.order());
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw new IllegalArgumentException("Nothing is to be sent of " + payout);
        }
    }

    private void reserved(Order order) {
        FailPoints.reach("preflight");
        switch (preflight.judge(order)) {
            case Preflight.Verdict.Passes _ -> send(order);
            case Preflight.Verdict.Waits waits -> payouts.postpone(order.id(), waits.pause(), waits.hold());
            case Preflight.Verdict.Lacks lacks -> payouts.keepsItsTurn(order.id(), lacks.hold());
            case Preflight.Verdict.Never never -> conclusions.neverSent(order.id(), never.code(), never.message());
        }
    }

    /** After an attempt without a clear answer. */
    private void again(Order order) {
        var standing = attempts.of(order.id());
        if (standing.isEmpty() || standing.get().repeatable()) {
            send(order);
        } else if (standing.get().conclusive()) {
            lookUp.conclude(order);
        } else {
            conclusions.waitForLookUp(order.id());
        }
    }

    private void send(Order order) {
        stripe.awaitTurn();
        FailPoints.reach("before-sending-is-recorded");
        var begun = transactions.required(() -> begin(order.id()));
        if (begun.isEmpty()) {
            return;
        }
        FailPoints.reach("sending-is-recorded");
        var attempt = begun.get();
        var answer = stripe.postInTurn(
                "/v1/transfers", attempt.request().body(), attempt.request().key());
        FailPoints.reach("answer-is-received");
        conclusions.draw(order, attempt.number(), answer);
        FailPoints.reach("answer-is-recorded");
    }

    /** Writes down the attempt, unless somebody else has taken the payout further or the key's time is over. */
    private Optional<Attempt> begin(PayoutId id) {
        var now = payouts.take(id).orElseThrow();
        return switch (now) {
            case Reserved reserved -> begin(reserved.order());
            case Unknown unknown -> begin(unknown.order());
            case Sending sending -> {
                payouts.step(id, ACTOR, new Outcome.Unclear("The process that sent it did not come back."));
                yield begin(sending.order());
            }
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                Optional.empty();
        };
    }

    private Optional<Attempt> begin(Order order) {
        var attempt = attempts.begin(order.id(), TransferRequest.of(order));
        if (attempt.isPresent()) {
            payouts.step(order.id(), ACTOR, new Outcome.Sent(attempt.get().number()));
        } else {
            conclusions.windowIsOver(order.id());
        }
        return attempt;
    }
}
