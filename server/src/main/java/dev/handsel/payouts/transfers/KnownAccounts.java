package dev.handsel.payouts.transfers;

import dev.handsel.payouts.accounts.PayoutAccount;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Accounts as Stripe knows them now: before money is sent to one, Stripe is asked, unless it was asked a short time ago. */
@Component
public class KnownAccounts {

    private static final Duration IS_KNOWN = Duration.ofMinutes(10);

    private final PayoutAccounts accounts;
    private final Stripe stripe;
    private final InstantSource clock;

    KnownAccounts(PayoutAccounts accounts, Stripe stripe, InstantSource clock) {
        this.accounts = accounts;
        this.stripe = stripe;
        this.clock = clock;
    }

    /** What is known of an account. */
    public sealed interface Look {
        record Known(PayoutAccount account) implements Look {}

        /** Stripe did not say. */
        record Silent(StripeAnswer answer) implements Look {}
    }

    /**
     * The account as it is now. Not called inside a transaction.
     *
     * @param reference what Stripe calls it
     * @param known what this database has of it
     */
    public Look look(String reference, PayoutAccount known) {
        var now = clock.instant();
        if (accounts.askedSince(reference, now.minus(IS_KNOWN))) {
            return new Look.Known(known);
        }
        var answer = stripe.get("/v1/accounts/" + reference);
        return answer instanceof StripeAnswer.Done done
                ? new Look.Known(accounts.described(done.object(), now).orElse(known))
                : new Look.Silent(answer);
    }
}
