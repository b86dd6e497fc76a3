package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.transfers.Payments;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe says of its payments from connected accounts to their banks. The money is the affiliate's by then, so this is
 * information. One that Stripe makes by itself may hold several of our transfers; one that was ordered names its payout.
 *
 * @see <a href="https://docs.stripe.com/payouts/reconciliation">docs.stripe.com/payouts/reconciliation</a>
 */
@Service
public class BankPayouts {

    private static final String ACTOR = "stripe";
    private static final Duration LATER = Duration.ofHours(1);

    private final Stripe stripe;
    private final Payments payments;
    private final PayoutSteps payouts;
    private final StripeCommands commands;
    private final Transactions transactions;

    BankPayouts(
            Stripe stripe, Payments payments, PayoutSteps payouts, StripeCommands commands, Transactions transactions) {
        this.stripe = stripe;
        this.payments = payments;
        this.payouts = payouts;
        this.commands = commands;
        this.transactions = transactions;
    }

    /**
     * Asks what the bank payouts of a connected account are that were made since then, the last hundred, and takes them over.
     *
     * @return Stripe's answer, or the last one about a bank payout that could not be taken over
     */
    StripeAnswer ask(String account, Instant since) {
        var answer = stripe.get("/v1/payouts?limit=100&created[gte]=" + since.getEpochSecond(), account);
        if (!(answer instanceof StripeAnswer.Done(JsonNode list))) {
            return answer;
        }
        var worst = answer;
        for (var payout : list.path("data").values()) {
            var taken = apply(account, payout);
            worst = taken instanceof StripeAnswer.Done ? worst : taken;
        }
        return worst;
    }

    /**
     * Takes over one bank payout.
     *
     * @param bankPayout the object as Stripe answers it
     * @return the answer to the question what it is made of
     */
    public StripeAnswer apply(String account, JsonNode bankPayout) {
        var state = state(bankPayout.path("status").asString(""));
        if (state.isEmpty()) {
            return new StripeAnswer.Done(bankPayout);
        }
        var ordered = orderedFor(bankPayout);
        if (ordered.isPresent()) {
            transactions.run(() -> ordered(account, ordered.get(), bankPayout));
            return new StripeAnswer.Done(bankPayout);
        }
        // Of one that somebody made by hand Stripe does not say what it is made of.
        boolean automatic = bankPayout.path("automatic").asBoolean(true);
        return automatic ? automatic(account, bankPayout, state.get()) : new StripeAnswer.Done(bankPayout);
    }

    private StripeAnswer automatic(String account, JsonNode bankPayout, BankState state) {
        List<String> parts = new ArrayList<>();
        var path = "/v1/balance_transactions?limit=100&payout=" + Stripe.text(bankPayout, "id");
        for (var answer : stripe.pages(path, account)) {
            if (!(answer instanceof StripeAnswer.Done(JsonNode page))) {
                return answer;
            }
            for (var part : page.path("data").values()) {
                parts.add(part.path("source").asString(""));
            }
        }
        said(parts, state);
        return new StripeAnswer.Done(bankPayout);
    }

    private void said(List<String> parts, BankState state) {
        payments.payouts(parts)
                .forEach(payout ->
                        transactions.run(() -> payouts.step(payout, ACTOR, new ProviderOutcome.BankSaid(state))));
    }

    /** The payout that it was ordered for, by its own word. */
    private static Optional<PayoutId> orderedFor(JsonNode bankPayout) {
        var named = bankPayout.path("metadata").path("payout_id").asString("");
        try {
            return Optional.of(PayoutId.parse(named));
        } catch (Refused notOurs) {
            return Optional.empty();
        }
    }

    /** News of one that is not the last that was ordered are old, and of another account's none of ours. */
    private void ordered(String account, PayoutId id, JsonNode bankPayout) {
        payouts.take(id);
        commands.list(CommandKind.BANK_PAYOUT, id).stream()
                .filter(command -> account.equals(command.instruction().account())
                        && (command.reference() == null
                                ? isLast(command, bankPayout)
                                : command.reference().equals(Stripe.text(bankPayout, "id"))))
                .forEach(command -> applyOrdered(command, bankPayout));
    }

    /** Takes over what a look-up found for this command, unless it asks for another one by now. */
    void found(StripeCommand command, JsonNode bankPayout) {
        payouts.take(command.instruction().payout());
        commands.list(CommandKind.BANK_PAYOUT, command.instruction().payout()).stream()
                .filter(now -> now.id().equals(command.id()) && now.generation() == command.generation())
                .forEach(now -> applyOrdered(now, bankPayout));
    }

    /**
     * Whether it is what this command wants done: what it asked for last, or one that a database asked for that was lost, and
     * that did not fail.
     */
    static boolean does(StripeCommand command, JsonNode bankPayout) {
        return orderedFor(bankPayout)
                        .filter(command.instruction().payout()::equals)
                        .isPresent()
                && (isLast(command, bankPayout)
                        || state(Stripe.text(bankPayout, "status"))
                                .filter(state -> state != BankState.FAILED)
                                .isPresent());
    }

    private static boolean isLast(StripeCommand command, JsonNode bankPayout) {
        var generation = bankPayout.path("metadata").path("generation").asString("");
        return generation.equals(String.valueOf(command.generation()));
    }

    /** Takes over one that was ordered, in the caller's transaction. Where it failed it is ordered again, for later. */
    private void applyOrdered(StripeCommand command, JsonNode bankPayout) {
        var state = state(Stripe.text(bankPayout, "status")).orElseThrow();
        var payout = command.instruction().payout();
        payouts.step(payout, ACTOR, new ProviderOutcome.BankAgain(), new ProviderOutcome.BankSaid(state));
        commands.done(command, Stripe.text(bankPayout, "id"));
        if (state == BankState.FAILED) {
            var code = bankPayout.path("failure_code").asString("bank_refused");
            // The bank account that it went to is the one of when it was made.
            var made = Instant.ofEpochSecond(bankPayout.path("created").asLong());
            commands.undone(command, LATER, new Reason(code, BankPayoutWork.BANK_REFUSED), made);
        }
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
