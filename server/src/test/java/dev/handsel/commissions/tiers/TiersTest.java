package dev.handsel.commissions.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which step of their tiers affiliates have in a month, and what holds for them by it. */
class TiersTest extends TierScene {

    @Test
    void the_highest_step_that_is_reached_counts_and_who_is_one_short_has_none() {
        var terms = terms("product", "pro", tiers(30, step(2, 4000), step(3, 5000)));
        for (var customer : List.of("ann", "bob", "cid")) {
            pays(nora, customer, "2025-12-20T00:00:00Z");
            pays(otto, customer + 2, "2025-12-20T00:00:00Z");
        }
        shop.moveTo("2026-01-20T00:00:00Z");
        Stream.of("dan", "eve", "fay").forEach(customer -> pays(nora, customer, "2026-01-20T00:00:00Z"));
        pays(otto, "gil", "2026-01-20T00:00:00Z");
        shop.moveTo(FEBRUARY);

        assertThat(fixed(terms)).containsExactly("2026-02 nora 3 from 3");
        assertThat(told(agreement(nora, FEBRUARY).first().winner())).isEqualTo("PRODUCT 50 % as 3 reach 3");
        assertThat(agreement(nora, FEBRUARY).first().winner().source()).isEqualTo(terms);
        assertThat(told(agreement(nora, FEBRUARY).recurring().winner())).isEqualTo("PROGRAM 15 %");
        assertThat(told(agreement(otto, FEBRUARY).first().winner())).isEqualTo("PROGRAM 30 %");
        assertThat(told(agreement(nora, MARCH).first().winner())).isEqualTo("PROGRAM 30 %");
        assertThat(shop.audited(shop.id()))
                .filteredOn("terms.tiers_fixed"::equals)
                .hasSize(1);
    }

    @Test
    void terms_that_are_added_within_a_month_have_tiers_from_the_next_one_on() {
        shop.moveTo("2026-01-15T00:00:00Z");
        var everybody = terms("product", "pro", tiers(30, step(1, 4000)));
        pays(nora, "ann", "2026-01-15T00:00:00Z");
        shop.moveTo("2026-02-15T00:00:00Z");
        var hers = terms("coupon", nora.coupon(), "2026-02-10T00:00:00Z", tiers(60, step(1, 5000)));

        var listed = shop.getAsManager("/v1/programs/" + shop.id() + "/terms").json();
        assertThat(listed.at("/data/0/tiers_from").asString()).isEqualTo(MARCH);
        assertThat(told(agreement(nora, "2026-01-31T23:59:59Z").first().winner()))
                .isEqualTo("PROGRAM 30 %");
        assertThat(told(agreement(nora, "2026-02-28T23:59:59Z").first().winner()))
                .contains("40 % as 1 reach 1");
        shop.moveTo(MARCH);
        assertThat(fixed(hers)).containsExactly("2026-03 nora 1 from 1");
        assertThat(fixed(everybody)).containsExactly("2026-02 nora 1 from 1");
        assertThat(told(agreement(nora, MARCH).first().winner())).isEqualTo("COUPON 50 % as 1 reach 1");
    }

    @Test
    void tiers_of_one_level_win_and_rates_of_stronger_levels_win_over_their_steps() {
        terms("affiliate", nora.id(), Map.of("first_rate_bp", 6000));
        terms("coupon", nora.coupon(), Map.of("bonus_rate_bp", 100));
        var products = new HashMap<String, Object>(
                tiers(30, Map.of("from", 1, "first_rate_bp", 5000, "recurring_rate_bp", 2500)));
        products.put("bonus_rate_bp", 200);
        terms("product", "pro", products);
        terms("program", null, tiers(30, Map.of("from", 1, "recurring_rate_bp", 9000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        shop.moveTo(FEBRUARY);

        var held = agreement(nora, FEBRUARY);
        assertThat(told(held.first().winner())).isEqualTo("AFFILIATE 60 %");
        assertThat(held.first().losers().stream().map(TiersTest::told))
                .containsExactly("PRODUCT 50 % as 1 reach 1", "PROGRAM 30 %");
        assertThat(told(held.recurring().winner())).isEqualTo("PRODUCT 25 % as 1 reach 1");
        assertThat(held.recurring().losers().stream().map(TiersTest::told)).containsExactly("PROGRAM 15 %");
        assertThat(told(held.bonus().winner())).isEqualTo("COUPON 1 %");
        assertThat(held.bonus().losers().stream().map(TiersTest::told)).containsExactly("PRODUCT 2 %", "PROGRAM 5 %");
    }

    @Test
    void terms_that_end_before_a_month_are_not_measured_in_it() {
        var terms = terms("product", "pro", tiers(30, step(1, 4000)));
        var ended = shop.asManager(
                "/v1/programs/" + shop.id() + "/terms",
                Map.of("level", "product", "subject", "pro", "effective_from", MARCH, "conditions", Map.of()));
        assertThat(ended.status()).as(ended.text()).isEqualTo(201);
        shop.moveTo("2026-04-02T00:00:00Z");

        assertThat(months()).containsExactly("2026-02");
        assertThat(fixed(terms)).isEmpty();
    }

    @Test
    void a_month_is_told_page_by_page() {
        var terms = terms("program", null, tiers(90, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        pays(otto, "bob", "2026-01-19T00:00:00Z");
        shop.moveTo(MARCH);
        var path = "/v1/programs/" + shop.id() + "/terms/" + terms + "/tiers?limit=3";

        var first = shop.get(path).json();
        assertThat(first.get("data").valueStream().map(tier -> tier.get("month").asString()))
                .containsExactly(MARCH, MARCH, FEBRUARY);
        var rest =
                shop.get(path + "&after=" + first.get("next_cursor").asString()).json();
        assertThat(rest.get("data").valueStream().map(tier -> tier.get("month").asString()))
                .containsExactly(FEBRUARY);
        var unknown = shop.get(path.replace(shop.id(), scene.shop().id()));
        assertThat(unknown.status()).isIn(403, 404);
        assertThat(Objects.requireNonNull(unknown.code())).isNotEmpty();
    }
}
