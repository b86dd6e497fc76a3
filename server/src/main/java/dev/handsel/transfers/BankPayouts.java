package dev.handsel.transfers;

import dev.handsel.database.Transactions;
import dev.handsel.payouts.Outcome;
import dev.handsel.payouts.Payout.BankState;
import dev.handsel.payouts.PayoutSteps;
import dev.handsel.stripe.Answer;
import dev.handsel.stripe.Stripe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe says of its payments from connected accounts to their banks. The money is the affiliate's by then, so this is
 * information; one bank payout may hold several of our transfers.
 *
 * @see <a href="https://docs.stripe.com/payouts/reconciliation">docs.stripe.com/payouts/reconciliation</a>
 */
@Service
public class BankPayouts {

    private static final String ACTOR = "stripe";

    private final Stripe stripe;
    private final Payments payments;
    private final PayoutSteps payouts;
    private final Transactions transactions;

    BankPayouts(Stripe stripe, Payments payments, PayoutSteps payouts, Transactions transactions) {
        this.stripe = stripe;
        this.payments = payments;
        this.payouts = payouts;
        this.transactions = transactions;
    }

    /** Asks what the latest bank payouts of a connected account are, and takes them over. */
    public Answer ask(String account) {
        var answer = stripe.get("/v1/payouts?limit=100", account);
        if (answer instanceof Answer.Done(JsonNode list)) {
            for (var payout : list.path("data").values()) {
                var taken = apply(account, payout);
                if (!(taken instanceof Answer.Done)) {
                    return taken;
                }
            }
        }
        return answer;
    }

    /**
     * Takes over one bank payout.
     *
     * @param bankPayout the object as Stripe answers it
     * @return the answer to the question what it is made of
     */
    public Answer apply(String account, JsonNode bankPayout) {
        var state = state(bankPayout.path("status").asString(""));
        if (state.isEmpty()) {
            return new Answer.Done(bankPayout);
        }
        List<String> parts = new ArrayList<>();
        String last = null;
        while (true) {
            var path = "/v1/balance_transactions?limit=100&payout=" + Stripe.text(bankPayout, "id");
            var answer = stripe.get(last == null ? path : path + "&starting_after=" + last, account);
            if (!(answer instanceof Answer.Done(JsonNode page))) {
                return answer;
            }
            for (var part : page.path("data").values()) {
                parts.add(part.path("source").asString(""));
                last = Stripe.text(part, "id");
            }
            if (!page.path("has_more").asBoolean(false)) {
                said(parts, state.get());
                return answer;
            }
        }
    }

    private void said(List<String> parts, BankState state) {
        payments.payouts(parts)
                .forEach(payout -> transactions.run(() -> payouts.step(payout, ACTOR, new Outcome.BankSaid(state))));
    }

    private static Optional<BankState> state(String status) {
        return switch (status) {
            case "pending", "in_transit" -> Optional.of(BankState.PENDING);
            case "paid" -> Optional.of(BankState.PAID);
            case "failed", "canceled" -> Optional.of(BankState.FAILED);
            default -> Optional.empty();
        };
    }
}
