package dev.handsel.commissions.caps;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.rules.Occasion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where a cap counts: an affiliate, a currency, and the calendar month of UTC in which invoices were paid and bounties earned.
 *
 * @param currency ISO 4217 code
 * @param month its first day
 */
public record AffiliateMonth(AffiliateId affiliate, String currency, LocalDate month) {

    /** The month of something by which this affiliate may earn. */
    public static AffiliateMonth of(AffiliateId affiliate, Occasion occasion) {
        return new AffiliateMonth(affiliate, occasion.currency(), month(occasion.at()));
    }

    private static LocalDate month(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** When the month of an instant began. */
    public static Instant begin(Instant instant) {
        return midnight(month(instant));
    }

    Instant begins() {
        return midnight(month);
    }

    Instant ends() {
        return midnight(month.plusMonths(1));
    }
}
