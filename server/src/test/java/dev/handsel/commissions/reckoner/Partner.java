package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.inbox.events.Shop.Affiliate;
import java.util.Map;

/**
 * One of a real programme's affiliates, with a link of their own.
 *
 * @param click of a visitor who followed the link before anything else happened
 */
record Partner(Affiliate affiliate, String link, String click) {

    private static final String CLICK = ".*[?&]click_id=(\\w+).*";

    static Partner of(EventScene scene, Shop shop, String name) {
        var affiliate = shop.affiliate(name);
        var person = scene.person(affiliate.email());
        var joined = shop.as(person, "/v1/affiliates", Map.of("program", shop.id()));
        assertThat(joined.json().path("id").asString("")).as(joined.text()).isEqualTo(affiliate.id());
        var link = shop.as(person, "/v1/affiliates/me/links", Map.of("program", shop.id()));
        assertThat(link.status()).as(link.text()).isEqualTo(201);
        var url = link.json().get("url").asString();
        var followed = shop.get(url.substring(url.indexOf("/r/")));
        assertThat(followed.header("Location")).as(followed.text()).matches(CLICK);
        return new Partner(
                affiliate,
                link.json().get("id").asString(),
                followed.header("Location").replaceFirst(CLICK, "$1"));
    }

    /** What a signup names in this way. */
    String by(Way way) {
        return switch (way) {
            case COUPON -> affiliate.coupon();
            case LINK -> click;
            case CODE -> affiliate.code();
        };
    }

    /** The subject of terms of this level. */
    String subject(Level level) {
        return switch (level) {
            case LINK -> link;
            case COUPON -> affiliate.coupon();
            case AFFILIATE -> affiliate.id();
            case GROUP, PRODUCT, PROGRAM -> throw new IllegalArgumentException(level + " is nobody's own");
        };
    }
}
