package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.commissions.accruals.HeldAmounts.Owner;
import dev.handsel.payouts.accounts.PayoutAccount;
import dev.handsel.payouts.accounts.PayoutPause;
import dev.handsel.payouts.lifecycle.Eligibility.Decision;
import dev.handsel.payouts.lifecycle.Eligibility.SkipReason;
import dev.handsel.payouts.lifecycle.PayoutStore.BalanceKey;
import dev.handsel.programs.terms.Program;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What decides, beside the balance, whether affiliates are paid; whoever locked the balances can rely on {@code open}. */
public record EligibilityFacts(
        Set<AffiliateId> active,
        Map<AffiliateId, PayoutAccount> enabled,
        Map<Owner, Long> held,
        Set<BalanceKey> open,
        Map<BalanceKey, PayoutPause> paused) {

    /** The provider's account that money to this affiliate goes to; null with the simulated provider. */
    public @Nullable String destination(AffiliateId affiliate) {
        var account = enabled.get(affiliate);
        return account == null ? null : account.reference();
    }

    /**
     * What comes of asking for {@code wanted} of this balance at {@code now} by the programme's clock, or for everything
     * where that is null. Nothing is paid out in a currency that has ended.
     */
    public Decision judge(Program program, AffiliateId affiliate, Money payable, @Nullable Long wanted, Instant now) {
        return payable.currency().endedBefore(now)
                ? new Decision.Refuses(SkipReason.CURRENCY_ENDED)
                : eligibility(program, affiliate, payable).judge(wanted);
    }

    private Eligibility eligibility(Program program, AffiliateId affiliate, Money payable) {
        var currency = payable.currency();
        return new Eligibility(
                payable,
                Eligibility.minimum(program, currency),
                held.getOrDefault(new Owner(affiliate, currency), 0L),
                active.contains(affiliate),
                enabled.containsKey(affiliate),
                open.contains(new BalanceKey(affiliate, currency)),
                pause(affiliate, currency));
    }

    /** What the provider refused this affiliate for good; null where it did not. */
    @Nullable PayoutPause pause(AffiliateId affiliate, Currency currency) {
        return paused.get(new BalanceKey(affiliate, currency));
    }
}
