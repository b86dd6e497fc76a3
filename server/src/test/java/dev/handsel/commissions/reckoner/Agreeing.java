package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Shop;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Tells a real programme what is agreed upon with its affiliates. */
final class Agreeing {

    private final Shop shop;
    private final Map<String, Partner> partners;

    Agreeing(Shop shop, Map<String, Partner> partners) {
        this.shop = shop;
        this.partners = partners;
    }

    void upon(Agreements agreements) {
        var groups = new TreeSet<String>();
        agreements.memberships().forEach(entry -> groups.add(entry.group()));
        agreements.terms().stream()
                .filter(terms -> terms.level() == Level.GROUP)
                .forEach(terms -> groups.add(terms.subject()));
        groups.forEach(slug -> add("/groups", Map.of("slug", slug, "name", "The " + slug)));
        agreements.memberships().forEach(this::entered);
        agreements.terms().forEach(this::set);
    }

    private void entered(Membership entry) {
        add(
                "/groups/" + entry.group() + "/members",
                Map.of(
                        "affiliate",
                        partner(entry.affiliate()).affiliate().id(),
                        "from",
                        entry.from().toString(),
                        "joins",
                        entry.joins()));
    }

    private void set(SpecialTerms terms) {
        var body = new HashMap<String, Object>();
        body.put("level", terms.level().name().toLowerCase(Locale.ROOT));
        body.put("effective_from", terms.from().toString());
        body.put("conditions", terms.conditions().body());
        switch (terms.level()) {
            case LINK, COUPON, AFFILIATE ->
                body.put("subject", partner(terms.subject()).subject(terms.level()));
            case GROUP, PRODUCT -> body.put("subject", terms.subject());
            case PROGRAM -> {}
        }
        add("/terms", body);
    }

    private Partner partner(String name) {
        return Objects.requireNonNull(partners.get(name));
    }

    private void add(String path, Map<String, Object> body) {
        var added = shop.asManager("/v1/programs/" + shop.id() + path, body);
        assertThat(added.status()).as("%s to %s", added.text(), body).isEqualTo(201);
    }
}
