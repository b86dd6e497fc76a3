package dev.handsel.payouts.transfers;

import dev.handsel.base.money.Money;
import dev.handsel.payouts.accounts.PayoutAccount;
import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.transfers.KnownAccounts.Look;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
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
    sealed interface PreflightFinding {
        /** It can be sent. */
        record Passes() implements PreflightFinding {}

        /** Not now. */
        record Waits(Duration pause, @Nullable String hold) implements PreflightFinding {}

        /** The balance does not suffice: it is the first again when it does. */
        record Lacks(String hold) implements PreflightFinding {}

        /** There is nobody to send it to any more. */
        record Never(Reason reason) implements PreflightFinding {}
    }

    /**
     * @param amount what is to be sent: the payout, or a part of it
     */
    PreflightFinding judge(PayoutTerms terms, Money amount) {
        var reference = Objects.requireNonNull(terms.destination());
        var known = accounts.findByReference(reference)
                .filter(account -> account.state() != PayoutAccountState.DISCONNECTED);
        if (known.isEmpty()) {
            return new PreflightFinding.Never(DESTINATION_GONE);
        }
        var finding = account(reference, known.get());
        if (finding.isPresent()) {
            return finding.get();
        }
        if (balance.covers(amount)) {
            return new PreflightFinding.Passes();
        }
        stops.stop(amount);
        return new PreflightFinding.Lacks(SHORT);
    }

    private Optional<PreflightFinding> account(String reference, PayoutAccount known) {
        return switch (knownAccounts.look(reference, known)) {
            case Look.Known now -> judged(now.account(), clock.instant());
            case Look.Silent(StripeAnswer.Busy busy) ->
                Optional.of(new PreflightFinding.Waits(busy.retryAfter() == null ? SOON : busy.retryAfter(), null));
            case Look.Silent _ -> Optional.of(new PreflightFinding.Waits(SOON, SILENT));
        };
    }

    private Optional<PreflightFinding> judged(PayoutAccount account, Instant now) {
        if (!account.payoutsEnabled()) {
            return Optional.of(new PreflightFinding.Waits(LATER, NOT_ENABLED));
        }
        return account.heldByBank(stripe.bankChangeHold(), now)
                .map(pause -> new PreflightFinding.Waits(pause, BANK_CHANGED));
    }
}
