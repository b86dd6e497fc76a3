package dev.handsel.payouts.reconciliation;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What left the platform's balance at Stripe for transfers, less what came back, by transfer.
 *
 * @see <a href="https://docs.stripe.com/api/balance_transactions">docs.stripe.com/api/balance_transactions</a>
 */
@Component
class Movements {

    private final Stripe stripe;

    Movements(Stripe stripe) {
        this.stripe = stripe;
    }

    /** A transfer, by Stripe's id, in one currency. */
    record TransferKey(String transfer, String currency) {}

    /** In minor units; empty where Stripe did not list all of them. */
    Optional<Map<TransferKey, Long>> of(Instant from, Instant to) {
        var moved = new HashMap<TransferKey, Long>();
        boolean complete = add(moved, "transfer", from, to) && add(moved, "transfer_refund", from, to);
        return complete ? Optional.of(moved) : Optional.empty();
    }

    private boolean add(Map<TransferKey, Long> moved, String type, Instant from, Instant to) {
        var path = "/v1/balance_transactions?limit=100&expand[]=data.source&type=" + type + "&created[gte]="
                + from.getEpochSecond() + "&created[lt]=" + to.getEpochSecond();
        for (var answer : stripe.pages(path, null)) {
            if (!(answer instanceof StripeAnswer.Done(JsonNode page))) {
                return false;
            }
            FailPoints.reach("movements-are-listed");
            for (var movement : page.path("data")) {
                var currency = Stripe.text(movement, "currency").toUpperCase(Locale.ROOT);
                moved.merge(
                        new TransferKey(transfer(movement.path("source")), currency),
                        -movement.path("amount").asLong(),
                        Math::addExact);
            }
        }
        return true;
    }

    /** The source is the transfer itself, or the reversal of one. */
    private static String transfer(JsonNode source) {
        return source.path("transfer").asString(source.path("id").asString(source.asString("")));
    }
}
