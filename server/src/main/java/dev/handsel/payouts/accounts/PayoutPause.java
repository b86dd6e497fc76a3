package dev.handsel.payouts.accounts;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Nothing is paid to an affiliate in a currency, since Stripe refused it for a reason that trying again does not mend.
 *
 * @param payout which was refused
 * @param amount what was refused; its currency is the one that pauses
 * @param code Stripe's code, such as {@code account_closed}
 * @param message Stripe's words
 * @param since by the system's clock
 */
public record PayoutPause(
        UUID id, AffiliateId affiliate, PayoutId payout, Money amount, String code, String message, Instant since) {

    private static final String TOO_SMALL = "amount_too_small";
    private static final String TOO_LARGE = "amount_too_large";

    /** Whether it forbids this amount: where the amount was the reason, twice or half as much may pass. */
    public boolean forbids(long wanted) {
        return switch (code) {
            case TOO_SMALL -> wanted < 2 * amount.minor();
            case TOO_LARGE -> wanted > amount.minor() / 2;
            default -> true;
        };
    }
}
