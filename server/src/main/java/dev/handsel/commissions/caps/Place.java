package dev.handsel.commissions.caps;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Comparator.comparing;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where an invoice stands among those of its month: of one affiliate and currency in the order of payment, of one instant those
 * with the smaller id first, as Java compares texts.
 *
 * @param paidAt to the microsecond, as it is kept
 * @param ref the merchant's id of it
 */
public record Place(AffiliateMonth month, Instant paidAt, String ref) {

    public Place {
        paidAt = paidAt.truncatedTo(MICROS);
    }

    /** Of places in one month. */
    static final Comparator<Place> ORDER = comparing(Place::paidAt).thenComparing(Place::ref);

    /** The place of an invoice by which this affiliate may earn. */
    public static Place of(AffiliateId affiliate, Charge charge, String ref) {
        return new Place(AffiliateMonth.of(affiliate, charge), charge.paidAt(), ref);
    }

    /** Whether this invoice takes what is left before the other one of the same month does. */
    public boolean isBefore(Place other) {
        return ORDER.compare(this, other) < 0;
    }

    /** The first of two places of a month. */
    public static Place first(Place one, Place other) {
        return other.isBefore(one) ? other : one;
    }
}
