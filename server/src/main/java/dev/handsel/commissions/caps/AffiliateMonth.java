package dev.handsel.commissions.caps;

import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where a cap counts: an affiliate, a currency, and the calendar month of UTC in which invoices were paid.
 *
 * @param currency ISO 4217 code
 * @param month its first day
 */
public record AffiliateMonth(AffiliateId affiliate, String currency, LocalDate month) {

    /** The month of what was paid at {@code paidAt}. */
    public static AffiliateMonth of(AffiliateId affiliate, String currency, Instant paidAt) {
        return new AffiliateMonth(
                affiliate,
                currency,
                paidAt.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1));
    }

    Instant begins() {
        return month.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    Instant ends() {
        return month.plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
