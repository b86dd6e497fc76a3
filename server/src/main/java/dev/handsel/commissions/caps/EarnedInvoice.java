package dev.handsel.commissions.caps;

import dev.handsel.base.ids.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice earns where its affiliate is not limited.
 *
 * @param ref the merchant's id of it
 * @param earned minor units of the month's currency
 * @param most the cap that it is judged by: what the affiliate may have earned in the month with it; null where it has none
 */
public record EarnedInvoice(
        String ref,
        CustomerId customer,
        Instant paidAt,
        long earned,
        @Nullable Long most) {

    /** What it earns where so much was earned in the month before. */
    long allowed(long before) {
        return most == null ? earned : Math.min(earned, Math.max(0, most - before));
    }
}
