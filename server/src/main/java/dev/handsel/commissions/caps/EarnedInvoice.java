package dev.handsel.commissions.caps;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.SaleTerms.Cap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice, or a bounty, earns where its affiliate is not limited.
 *
 * @param earned minor units of the month's currency, above 0
 * @param most the cap that it is judged by: what the affiliate may have earned in the month with it; null where it has none
 */
public record EarnedInvoice(
        Place place,
        CustomerId customer,
        long earned,
        @Nullable Long most) {

    /** One with what its commissions are computed from; nothing where it earns nothing. */
    public static Optional<EarnedInvoice> of(Place place, CustomerId customer, Optional<Inputs> inputs) {
        return inputs.filter(one -> one.earnedWithoutMonthCap() > 0)
                .map(one -> new EarnedInvoice(
                        place,
                        customer,
                        one.earnedWithoutMonthCap(),
                        one.monthCap().map(Cap::most).orElse(null)));
    }

    /** What names it among all of its month. */
    public String key() {
        return place.key();
    }

    /** What it earns where so much was earned in the month before. */
    long allowed(long before) {
        return most == null ? earned : Math.min(earned, Math.max(0, most - before));
    }
}
