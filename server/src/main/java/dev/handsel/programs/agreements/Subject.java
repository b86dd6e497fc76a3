package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one link, coupon, affiliate, group or product that terms are for, or the programme.
 *
 * @param name its name as terms are found by: the id of a link or affiliate, a coupon in capital letters, the slug of a group,
 *     the merchant's name of a product; null for the programme
 */
public record Subject(Level level, @Nullable String name) {

    /** The programme as a whole. */
    public static final Subject PROGRAM = new Subject(Level.PROGRAM, null);

    public Subject {
        if ((level == Level.PROGRAM) != (name == null)) {
            throw new IllegalArgumentException("Every level but the programme has a name: " + level + " " + name);
        }
    }

    public static Subject of(LinkId link) {
        return new Subject(Level.LINK, link.toString());
    }

    public static Subject of(AffiliateId affiliate) {
        return new Subject(Level.AFFILIATE, affiliate.toString());
    }

    /** The coupon as somebody typed it, in any case. */
    public static Subject coupon(String typed) {
        return new Subject(Level.COUPON, typed.strip().toUpperCase(Locale.ROOT));
    }

    public static Subject group(String slug) {
        return new Subject(Level.GROUP, slug);
    }

    public static Subject product(String product) {
        return new Subject(Level.PRODUCT, product);
    }
}
