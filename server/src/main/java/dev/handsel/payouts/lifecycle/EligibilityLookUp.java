package dev.handsel.payouts.lifecycle;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.accruals.HeldAmounts;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.accounts.PayoutPauses;
import dev.handsel.payouts.lifecycle.PayoutStore.BalanceKey;
import dev.handsel.referrals.affiliates.ActiveAffiliates;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Everything beside the balance that decides whether somebody is paid, asked for many affiliates at once. */
@Component
public class EligibilityLookUp {

    private final ActiveAffiliates affiliates;
    private final PayoutAccounts accounts;
    private final PayoutPauses pauses;
    private final HeldAmounts held;
    private final PayoutStore payouts;

    EligibilityLookUp(
            ActiveAffiliates affiliates,
            PayoutAccounts accounts,
            PayoutPauses pauses,
            HeldAmounts held,
            PayoutStore payouts) {
        this.affiliates = affiliates;
        this.pauses = pauses;
        this.accounts = accounts;
        this.held = held;
        this.payouts = payouts;
    }

    /** Asks about these affiliates. */
    public EligibilityFacts of(Set<AffiliateId> ids) {
        var paused = pauses.of(ids).stream()
                .collect(toMap(
                        pause ->
                                new BalanceKey(pause.affiliate(), pause.amount().currency()),
                        Function.identity()));
        return new EligibilityFacts(
                affiliates.among(ids), accounts.enabled(ids), held.of(ids), payouts.open(ids), paused);
    }
}
