package dev.handsel.commissions.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of an affiliate before a month begins. */
class TierFiguresTest extends TierScene {

    /** February has 28 days, so that its first instant is the first of the window. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:59:59.999999Z, 0",
        "2026-02-01T00:00:00Z, 1",
        "2026-02-28T23:59:59.999999Z, 1",
        "2026-03-01T00:00:00Z, 0"
    })
    void the_window_begins_with_its_first_instant_and_ends_before_the_month(String paid, int counted) {
        var byCustomers = terms("program", null, tiers(28, step(1, 4000)));
        var byRevenue = terms("affiliate", nora.id(), revenue("USD", 3000));
        pays(nora, "ann", "2026-01-01T00:00:00Z");
        // Facts of a month that has begun are never known when it is fixed, so this one has to be dated by hand.
        jdbc.sql("update customer set first_paid_at = :at::timestamptz where program_id = :program")
                .param("at", paid)
                .param("program", ProgramId.parse(shop.id()).value())
                .update();
        jdbc.sql("update invoice set paid_at = :at::timestamptz where program_id = :program")
                .param("at", paid)
                .param("program", ProgramId.parse(shop.id()).value())
                .update();
        shop.moveTo(MARCH);

        assertThat(fixed(byCustomers).stream().filter(tier -> tier.startsWith("2026-03")))
                .hasSize(counted);
        assertThat(fixed(byRevenue).stream().filter(tier -> tier.startsWith("2026-03")))
                .hasSize(counted);
    }

    private static Map<String, Object> revenue(String currency, long from) {
        return Map.of(
                "tiers", Map.of("by", "revenue", "days", 28, "currency", currency, "steps", List.of(step(from, 4000))));
    }

    @Test
    void revenue_is_the_cash_of_one_currency_but_for_what_went_back_in_full() {
        var dollars = terms("affiliate", nora.id(), revenue("USD", 5500));
        var euros = terms("coupon", nora.coupon(), revenue("EUR", 701));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        var told = shop.tellAll(
                Event.renewal("in2", "ann", 2500).with("tax", 500).with("credit_applied", 500),
                Event.renewal("in3", "ann", 700).with("currency", "EUR"),
                Event.renewal("in6", "ann", 0)
                        .with("lines", List.of(named("\"tax\":99999"), named("\",\"tax\":99999"))),
                Event.renewal("in4", "ann", 2000).with("credit_applied", 2000),
                Event.renewal("in5", "ann", 2000).line(-2000, 1).with("tax", 100),
                Event.refund("in2", 2499),
                Event.renewal("in7", "ann", 9000),
                Event.refund("in7", 9000));
        assertThat(told).containsOnly("recorded");
        pays(otto, "bob", "2026-01-19T00:00:00Z");
        shop.moveTo(FEBRUARY);

        assertThat(fixed(dollars)).containsExactly("2026-02 nora 5502 from 5500");
        assertThat(fixed(euros)).isEmpty();
        assertThat(months()).hasSize(2);
    }

    private static Map<String, Object> named(String product) {
        return Map.of("amount", 1, "period_start", FEBRUARY, "months", 1, "product", product);
    }

    @Test
    void terms_of_one_affiliate_measure_nobody_else() {
        var coupon = terms("coupon", nora.coupon(), tiers(30, step(1, 4000)));
        var affiliate = terms("affiliate", otto.id(), tiers(30, step(1, 4000)));
        var link = LinkId.fresh();
        jdbc.sql("""
                insert into affiliate_link (id, program_id, affiliate_id, slug, created_at)
                values (:id, :program, :otto, 'here', now())""")
                .param("id", link.value())
                .param("program", ProgramId.parse(shop.id()).value())
                .param("otto", AffiliateId.parse(otto.id()).value())
                .update();
        var links = terms("link", link.toString(), tiers(30, step(1, 4000)));
        var everybody = terms("program", null, tiers(30, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        pays(otto, "bob", "2026-01-19T00:00:00Z");
        shop.moveTo(FEBRUARY);

        assertThat(fixed(coupon)).containsExactly("2026-02 nora 1 from 1");
        assertThat(fixed(affiliate)).containsExactly("2026-02 otto 1 from 1");
        assertThat(fixed(links)).containsExactly("2026-02 otto 1 from 1");
        assertThat(fixed(everybody)).containsExactlyInAnyOrder("2026-02 nora 1 from 1", "2026-02 otto 1 from 1");
    }
}
