package dev.handsel.commissions.caps;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Comparator.comparing;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Occasion;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where an invoice or a bounty stands among those of its month: of one affiliate and currency in the order of their times, of one
 * instant bounties first, and those with the smaller id, as Java compares texts.
 *
 * @param paidAt to the microsecond, as it is kept
 * @param key the merchant's id of the invoice; of a bounty U+0000, which is in no id that PostgreSQL stores, and the merchant's id of
 *     the customer
 */
public record Place(AffiliateMonth month, Instant paidAt, String key) {

    private static final String BOUNTY = "\0";

    public Place {
        paidAt = paidAt.truncatedTo(MICROS);
    }

    /** Of places in one month. */
    static final Comparator<Place> ORDER = comparing(Place::paidAt).thenComparing(Place::key);

    /** The place of something by which this affiliate may earn; {@code customer} is the merchant's id of whose it is. */
    public static Place of(AffiliateId affiliate, String customer, Occasion occasion) {
        var key = switch (occasion) {
            case CustomerInvoice invoice -> invoice.ref();
            case Bounty _ -> bounty(customer);
        };
        return new Place(AffiliateMonth.of(affiliate, occasion), occasion.at(), key);
    }

    static String bounty(String customer) {
        return BOUNTY + customer;
    }

    /** The merchant's id of the invoice; empty for a bounty. */
    public String ref() {
        return key.startsWith(BOUNTY) ? Bounty.REF : key;
    }

    /** Whether this one takes what is left before the other one of the same month does. */
    public boolean isBefore(Place other) {
        return ORDER.compare(this, other) < 0;
    }

    /** The first of two places of a month. */
    public static Place first(Place one, Place other) {
        return other.isBefore(one) ? other : one;
    }
}
