package dev.handsel.commissions.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Choice.Claim;
import dev.handsel.programs.agreements.ReachedTier;
import dev.handsel.programs.agreements.Subject;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.time.ProgramTime;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which step of their tiers affiliates have in a month: fixed once, when it begins, from what is known then. */
@HandselTest
class TiersTest {

    private static final String FEBRUARY = "2026-02-01T00:00:00Z";
    private static final String MARCH = "2026-03-01T00:00:00Z";

    @Autowired
    EventScene scene;

    @Autowired
    Programs programs;

    @Autowired
    ProgramTime time;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Shop.Affiliate nora;
    private Shop.Affiliate otto;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        otto = shop.affiliate("otto");
    }

    private static Map<String, Object> tiers(int days, Object... steps) {
        return Map.of("tiers", Map.of("by", "customers", "days", days, "steps", List.of(steps)));
    }

    private static Map<String, Object> step(long from, int first) {
        return Map.of("from", from, "first_rate_bp", first);
    }

    private String terms(String level, @Nullable String subject, Map<String, Object> conditions) {
        return terms(level, subject, "2025-12-01T00:00:00Z", conditions);
    }

    private String terms(String level, @Nullable String subject, String from, Map<String, Object> conditions) {
        var body =
                new HashMap<String, Object>(Map.of("level", level, "effective_from", from, "conditions", conditions));
        if (subject != null) {
            body.put("subject", subject);
        }
        var added = shop.asManager("/v1/programs/" + shop.id() + "/terms", body);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().get("id").asString();
    }

    /** A customer of this affiliate's who pays for the first time at this instant. */
    private void pays(Shop.Affiliate affiliate, String customer, String at) {
        assertThat(shop.tellAll(
                        Event.signup(customer)
                                .with("coupon", affiliate.coupon())
                                .at(at),
                        Event.invoice("in-" + customer, customer, 3000).at(at)))
                .containsOnly("recorded");
    }

    /** What was fixed, as {@code 2026-02 nora 3 from 2}, the newest month first. */
    private List<String> fixed(String terms) {
        var names = Map.of(nora.id(), "nora", otto.id(), "otto");
        return shop.all("/v1/programs/" + shop.id() + "/terms/" + terms + "/tiers").stream()
                .map(tier -> "%s %s %d from %d"
                        .formatted(
                                tier.get("month").asString().substring(0, 7),
                                names.get(tier.get("affiliate").asString()),
                                tier.get("figure").asLong(),
                                tier.get("from").asLong()))
                .toList();
    }

    /** The months that are done, with or without anybody who reached a step. */
    private List<String> months() {
        return jdbc.sql("""
                select to_char(month at time zone 'UTC', 'YYYY-MM') from agreement_tier_month where program_id = :program
                order by seq
                """)
                .param("program", ProgramId.parse(shop.id()).value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Time passes and nobody notices, as when all servers are down. */
    private void unnoticed(String now) {
        jdbc.sql("update program set test_now = :now::timestamptz where id = :program")
                .param("now", now)
                .param("program", ProgramId.parse(shop.id()).value())
                .update();
    }

    private Agreement agreement(Shop.Affiliate affiliate, String at) {
        return programs.terms(ProgramId.parse(shop.id()))
                .agreement(
                        Instant.parse(at),
                        Subject.coupon(affiliate.coupon()),
                        AffiliateId.parse(affiliate.id()),
                        "pro");
    }

    private static String told(Claim<?> claim) {
        ReachedTier tier = claim.tier();
        return claim.level() + " " + claim.value()
                + (tier == null
                        ? ""
                        : " as " + tier.fixed().figure() + " reach "
                                + tier.fixed().from());
    }

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

    @Test
    void what_is_told_later_moves_no_tier() {
        var terms = terms("program", null, tiers(30, step(1, 4000), step(2, 5000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        shop.moveTo(FEBRUARY);
        pays(nora, "bob", "2026-01-19T00:00:00Z");
        pays(otto, "cid", "2026-01-19T00:00:00Z");
        shop.tell(Event.refund("in-ann", 3000));
        shop.moveTo("2026-02-10T00:00:00Z");

        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
        assertThat(told(agreement(nora, FEBRUARY).first().winner())).contains("40 %");
    }

    @Test
    void several_months_pass_at_once_and_each_is_fixed() {
        var terms = terms("program", null, tiers(31, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        unnoticed("2026-02-02T00:00:00Z");
        shop.moveTo("2026-05-01T00:00:00Z");

        assertThat(months()).containsExactly("2026-02", "2026-03", "2026-04", "2026-05");
        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
        assertThat(shop.getAsManager("/v1/programs/" + shop.id() + "/clock")
                        .json()
                        .get("next_due_at")
                        .asString())
                .isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void what_several_terms_count_alike_is_counted_once_and_each_month_is_fixed_by_itself() {
        terms("product", "pro", tiers(30, step(3, 4000)));
        var two = terms("product", "basic", tiers(30, step(1, 4000), step(2, 5000)));
        var hers = terms("affiliate", nora.id(), tiers(30, step(1, 6000)));
        terms("product", "other", tiers(31, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        pays(otto, "bob", "2026-01-19T00:00:00Z");
        unnoticed("2026-03-02T00:00:00Z");
        var program = ProgramId.parse(shop.id());
        var fixing = StatementCount.of(() -> {
            time.workOff(program, Instant.parse("2026-03-02T00:00:00Z"));
            return true;
        });

        assertThat(fixing.statements())
                .filteredOn(statement -> statement.contains("c.first_paid_at >="))
                .hasSize(2);
        assertThat(months()).hasSize(4).containsOnly("2026-02");
        assertThat(fixed(two)).containsExactlyInAnyOrder("2026-02 nora 1 from 1", "2026-02 otto 1 from 1");
        assertThat(fixed(hers)).containsExactly("2026-02 nora 1 from 1");
        time.workOff(program, Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(months()).hasSize(8).contains("2026-03");
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
    void a_batch_fixes_the_month_before_it_reads_its_terms() {
        var terms = terms("program", null, tiers(30, step(1, 4000), step(2, 5000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        unnoticed("2026-02-02T00:00:00Z");
        pays(nora, "bob", "2026-01-25T00:00:00Z");

        assertThat(months()).containsExactly("2026-02");
        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
    }

    @Test
    void an_event_of_a_month_that_is_about_to_begin_fixes_it() {
        var terms = terms("program", null, tiers(30, step(1, 4000)));
        shop.moveTo("2026-01-31T23:58:00Z");
        pays(nora, "ann", "2026-01-31T23:58:00Z");
        assertThat(months()).isEmpty();
        assertThat(shop.tellAll(
                        Event.renewal("in2", "ann", 3000).at("2026-02-01T00:01:00Z"),
                        Event.renewal("in3", "ann", 3000).at("2099-02-01T00:00:00Z")))
                .containsExactly("recorded", "invalid");
        assertThat(months()).containsExactly("2026-02");
        pays(nora, "bob", "2026-01-31T23:58:00Z");
        shop.moveTo("2026-02-02T00:00:00Z");

        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
    }

    @Test
    void a_request_with_a_key_fixes_the_month_as_well_and_is_answered_once() {
        terms("program", null, tiers(30, step(1, 4000)));
        unnoticed("2026-02-02T00:00:00Z");
        var told = shop.asMerchant("/v1/events", Event.login("ann").at(FEBRUARY).json());

        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.json().at("/events/0/result").asString()).isEqualTo("recorded");
        assertThat(months()).containsExactly("2026-02");
    }

    @Test
    void many_who_come_at_once_fix_a_month_once() throws Exception {
        var terms = terms("program", null, tiers(30, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        unnoticed("2026-03-02T00:00:00Z");
        var program = ProgramId.parse(shop.id());
        var together = new CyclicBarrier(6);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var works = Stream.iterate(0, turn -> turn < 6, turn -> turn + 1)
                    .map(turn -> threads.submit(() -> {
                        together.await(30, TimeUnit.SECONDS);
                        if (turn % 2 == 0) {
                            time.workOff(program, Instant.parse("2026-03-02T00:00:00Z"));
                        } else {
                            assertThat(shop.tell(Event.login("ann"))).isEqualTo("recorded");
                        }
                        return turn;
                    }))
                    .toList();
            for (var work : works) {
                work.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(months()).containsExactly("2026-02", "2026-03");
        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
        assertThat(shop.audited(shop.id()))
                .filteredOn("terms.tiers_fixed"::equals)
                .hasSize(2);
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
