package dev.handsel.payouts.transfers;

import dev.handsel.payouts.accounts.PayoutAccount;
import dev.handsel.payouts.accounts.PayoutAccount.State;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.lifecycle.Order;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.transfers.KnownAccounts.Look;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be known before a payout is sent: whether the account can receive, and whether there is enough to pay. */
@Component
class Preflight {

    static final String NOT_ENABLED = "The payout account cannot receive money now.";
    static final String BANK_CHANGED = "The bank account was changed a short time ago.";
    static final String SHORT = "The programme has not enough at Stripe to pay this now.";
    static final String SILENT = "Stripe gave no answer about the payout account.";

    private static final Reason DESTINATION_GONE =
            new Reason("destination_gone", "The payout account was disconnected.");

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofHours(1);

    private final PayoutAccounts accounts;
    private final KnownAccounts knownAccounts;
    private final StripeBalance balance;
    private final CurrencyStops stops;
    private final Stripe stripe;
    private final InstantSource clock;

    Preflight(
            PayoutAccounts accounts,
            KnownAccounts knownAccounts,
            StripeBalance balance,
            CurrencyStops stops,
            Stripe stripe,
            InstantSource clock) {
        this.accounts = accounts;
        this.knownAccounts = knownAccounts;
        this.balance = balance;
        this.stops = stops;
        this.stripe = stripe;
        this.clock = clock;
    }

    /** What comes of looking. */
    sealed interface Verdict {
        /** It can be sent. */
        record Passes() implements Verdict {}

        /** Not now. */
        record Waits(Duration pause, @Nullable String hold) implements Verdict {}

        /** The balance does not suffice: it is the first again when it does. */
        record Lacks(String hold) implements Verdict {}

        /** There is nobody to send it to any more. */
        record Never(Reason reason) implements Verdict {}
    }

    Verdict judge(Order order) {
        var reference = Objects.requireNonNull(order.destination());
        var known = accounts.findByReference(reference).filter(account -> account.state() != State.DISCONNECTED);
        if (known.isEmpty()) {
            return new Verdict.Never(DESTINATION_GONE);
        }
        var trouble = account(reference, known.get());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (balance.covers(order.amount())) {
            return new Verdict.Passes();
        }
        stops.stop(order.amount());
        return new Verdict.Lacks(SHORT);
    }

    private Optional<Verdict> account(String reference, PayoutAccount known) {
        return switch (knownAccounts.look(reference, known)) {
            case Look.Known now -> judged(now.account(), clock.instant());
            case Look.Silent(Answer.Busy busy) ->
                Optional.of(new Verdict.Waits(busy.retryAfter() == null ? SOON : busy.retryAfter(), null));
            case Look.Silent _ -> Optional.of(new Verdict.Waits(SOON, SILENT));
        };
    }

    private Optional<Verdict> judged(PayoutAccount account, Instant now) {
        if (!account.payoutsEnabled()) {
            return Optional.of(new Verdict.Waits(LATER, NOT_ENABLED));
        }
        return account.heldByBank(stripe.bankChangeHold(), now).map(pause -> new Verdict.Waits(pause, BANK_CHANGED));
    }
}
