package dev.handsel.payouts.transfers;

import static dev.handsel.payouts.transfers.TransferSender.ACTOR;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.lifecycle.Order;
import dev.handsel.payouts.lifecycle.Outcome;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The end of what stayed unclear: the transfer is there, or it is not and never will be, for no request with its key can act
 * any more.
 */
@Component
class LookUp {

    private static final Duration LATER = Duration.ofMinutes(5);

    private final Stripe stripe;
    private final PayoutSteps payouts;
    private final Attempts attempts;
    private final TransferNews news;
    private final Transactions transactions;

    LookUp(Stripe stripe, PayoutSteps payouts, Attempts attempts, TransferNews news, Transactions transactions) {
        this.stripe = stripe;
        this.payouts = payouts;
        this.attempts = attempts;
        this.news = news;
        this.transactions = transactions;
    }

    void conclude(Order order) {
        FailPoints.reach("before-look-up");
        var answer = stripe.get("/v1/transfers?limit=100&transfer_group=" + TransferRequest.group(order));
        FailPoints.reach("look-up-is-answered");
        if (answer instanceof Answer.Done(JsonNode list) && list.path("data").isArray()) {
            if (list.path("data").isEmpty()) {
                none(order);
            } else {
                list.path("data").forEach(news::apply);
            }
            FailPoints.reach("look-up-is-recorded");
        } else {
            payouts.postpone(order.id(), LATER, null);
        }
    }

    private void none(Order order) {
        transactions.run(() -> {
            var now = payouts.take(order.id()).orElseThrow();
            if (now instanceof Unknown && attempts.of(order.id()).orElseThrow().conclusive()) {
                payouts.step(
                        order.id(),
                        ACTOR,
                        new Outcome.TransferFailed(
                                "not_found", "Stripe has no such transfer and can make none any more."));
            }
        });
    }
}
