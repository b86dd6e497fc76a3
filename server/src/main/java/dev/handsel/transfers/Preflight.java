package dev.handsel.transfers;

import dev.handsel.payoutaccounts.PayoutAccount;
import dev.handsel.payoutaccounts.PayoutAccount.State;
import dev.handsel.payoutaccounts.PayoutAccounts;
import dev.handsel.payouts.Order;
import dev.handsel.stripe.Answer;
import dev.handsel.stripe.Stripe;
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

    private static final Duration ACCOUNT_IS_KNOWN = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofHours(1);

    private final PayoutAccounts accounts;
    private final StripeBalance balance;
    private final CurrencyStops stops;
    private final Stripe stripe;
    private final InstantSource clock;

    Preflight(PayoutAccounts accounts, StripeBalance balance, CurrencyStops stops, Stripe stripe, InstantSource clock) {
        this.accounts = accounts;
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

        /** There is nobody to send it to any more. */
        record Never(String code, String message) implements Verdict {}
    }

    Verdict judge(Order order) {
        var reference = Objects.requireNonNull(order.destination());
        var known = accounts.findByReference(reference).filter(account -> account.state() != State.DISCONNECTED);
        if (known.isEmpty()) {
            return new Verdict.Never("destination_gone", "The payout account was disconnected.");
        }
        var trouble = account(reference, known.get());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (balance.covers(order.amount())) {
            return new Verdict.Passes();
        }
        stops.stop(order.amount());
        return new Verdict.Waits(SOON, SHORT);
    }

    private Optional<Verdict> account(String reference, PayoutAccount known) {
        var now = clock.instant();
        var account = known;
        if (!accounts.askedSince(reference, now.minus(ACCOUNT_IS_KNOWN))) {
            switch (stripe.get("/v1/accounts/" + reference)) {
                case Answer.Done done ->
                    account = accounts.described(done.object(), now).orElse(known);
                case Answer.Busy busy -> {
                    return Optional.of(new Verdict.Waits(busy.retryAfter() == null ? SOON : busy.retryAfter(), null));
                }
                case Answer.Refused _, Answer.Denied _, Answer.Unclear _ -> {
                    return Optional.of(new Verdict.Waits(SOON, SILENT));
                }
            }
        }
        return judged(account, now);
    }

    private Optional<Verdict> judged(PayoutAccount account, Instant now) {
        if (!account.payoutsEnabled()) {
            return Optional.of(new Verdict.Waits(LATER, NOT_ENABLED));
        }
        return account.heldByBank(stripe.bankChangeHold(), now).map(pause -> new Verdict.Waits(pause, BANK_CHANGED));
    }
}
