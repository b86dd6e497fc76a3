package dev.handsel.referrals.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.programs.agreements.Choice;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.agreements.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Terms of links, coupons, affiliates, groups and products over HTTP, and what holds by them. */
class TermsHttpTest extends AgreementScene {

    private static final String TIERS = """
            {"tiers": {"by": "customers", "days": 30, "steps": [{"from": 1, "first_rate_bp": 4000}]}}""";

    private void link(String id, String affiliate) {
        jdbc.sql("""
                insert into affiliate_link (id, program_id, affiliate_id, slug, created_at)
                values (:id, :program, :affiliate, :slug, now())""")
                .param("id", LinkId.parse(id).value())
                .param("program", ProgramId.parse(shop.id()).value())
                .param("affiliate", AffiliateId.parse(affiliate).value())
                .param("slug", id.toLowerCase(java.util.Locale.ROOT))
                .update();
    }

    @Test
    void each_level_has_terms_and_the_strongest_holds() {
        var link = LinkId.fresh().toString();
        link(link, nora);
        group("gold");
        enter("gold", nora, "2029-01-01T00:00:00Z", true);
        setting("product", "pro", NEXT, FIRST.formatted(100));
        assertThat(agreement(nora, NEXT).first().winner().level()).isEqualTo(Level.PRODUCT);
        setting("group", "gold", NEXT, FIRST.formatted(200));
        assertThat(agreement(nora, NEXT).first().winner().level()).isEqualTo(Level.GROUP);
        setting("affiliate", nora, NEXT, FIRST.formatted(300));
        setting("coupon", "Nora", NEXT, FIRST.formatted(400));
        setting("link", link, NEXT, FIRST.formatted(500));
        var capped = post(manager.bearer(), path("/terms"), """
                {"level": "program", "effective_from": "%s", "conditions": {"cap_customer": {"USD": 9000}, "max_months": 24}}""".formatted(NEXT));
        assertThat(capped.status()).as(capped.text()).isEqualTo(201);

        var terms = programs.terms(ProgramId.parse(shop.id()));
        var held = terms.agreement(Instant.parse(NEXT), Subject.coupon("nora"), AffiliateId.parse(nora), "pro");
        assertThat(held.first().value().value()).isEqualTo(400);
        assertThat(held.first().losers())
                .extracting(Choice.Claim::level)
                .containsExactly(Level.AFFILIATE, Level.GROUP, Level.PRODUCT, Level.PROGRAM);
        assertThat(held.capCustomer().orElseThrow().value().in(Currency.of("USD")))
                .get()
                .hasToString("90.00 USD");
        assertThat(listed("")).hasSize(6);
        assertThat(listed("?level=coupon")).containsExactly("coupon NORA added");
        assertThat(listed("?subject=" + link)).containsExactly("link " + link + " added");
        assertThat(listed("?level=program")).containsExactly("program  added");
        assertThat(deeds(shop.id())).contains("group.created", "terms.added");
    }

    @Test
    void everything_that_terms_can_set_is_told_as_it_was_set() {
        var conditions = """
                {"first_rate_bp":5000,"recurring_rate_bp":0,"bonus_rate_bp":100,"hold_days":7,"max_months":12,\
                "flat_first_sale":{"EUR":400,"USD":500},"flat_sale":{},"flat_month":{"USD":1},"cap_customer":{"USD":9000},\
                "cap_affiliate_month":{"USD":100000},"tiers":{"by":"revenue","days":30,"currency":"USD","steps":[\
                {"from":1,"first_rate_bp":5100},{"from":100000,"recurring_rate_bp":900,"bonus_rate_bp":200}]}}""";
        var added = setting("affiliate", nora, NEXT, conditions);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.json().get("conditions").toString()).isEqualTo(conditions);
        assertThat(get(shop.key(), path("/terms"))
                        .json()
                        .at("/data/0/conditions")
                        .toString())
                .isEqualTo(conditions);
        var held = agreement(nora, NEXT);
        assertThat(held.flatSale().orElseThrow().value().minor()).isEmpty();
        var stored = programs.terms(ProgramId.parse(shop.id())).agreements().between(Instant.parse(NEXT), Instant.MAX);
        assertThat(Objects.requireNonNull(stored.getFirst().conditions().tiers())
                        .reached(99_999)
                        .orElseThrow()
                        .first())
                .hasToString("51 %");
    }

    @Test
    void terms_are_followed_by_others_and_an_empty_set_ends_them() {
        setting("affiliate", nora, NEXT, FIRST.formatted(5000));
        isRefused(setting("affiliate", nora, NEXT, FIRST.formatted(1)), 409, "terms_exist");
        assertThat(setting("affiliate", nora, "2031-01-01T00:00:00Z", "{}").status())
                .isEqualTo(201);

        assertThat(agreement(nora, "2030-06-01T00:00:00Z").first().value().value())
                .isEqualTo(5000);
        assertThat(agreement(nora, "2031-01-01T00:00:00Z").first().winner().source())
                .isEqualTo("default");
        assertThatThrownBy(() -> jdbc.sql("delete from agreement_terms").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void what_somebody_earned_is_not_judged_again() {
        var otto = affiliate("otto");
        group("gold");
        enter("gold", nora, "2026-01-01T00:00:00Z", true);
        earned("nora", "2026-02-01T00:00:00Z");
        var at = "2026-02-01T00:00:00Z";
        for (var subject : List.of("affiliate " + nora, "coupon nora", "group gold", "product pro")) {
            var parts = subject.split(" ", -1);
            isRefused(setting(parts[0], parts[1], at, FIRST.formatted(1)), 409, "terms_in_use");
            assertThat(setting(parts[0], parts[1], "2026-02-01T00:00:00.000001Z", FIRST.formatted(1))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(setting("affiliate", otto, at, FIRST.formatted(1)).status()).isEqualTo(201);
        assertThat(setting("coupon", "OTTO", at, FIRST.formatted(1)).status()).isEqualTo(201);
    }

    @Test
    void every_fault_is_told_at_once() {
        var faulty = post(manager.bearer(), path("/terms"), """
                {"level": "affiliate", "effective_from": "soon", "conditions": {"first_rate_bp": 6000, "recurring_rate_bp": 5001,
                 "bonus_rate_bp": 5000, "max_months": 1201, "flat_sale": {"XXX": 1, "USD": -1}, "nonsense": 1,
                 "tiers": {"by": "revenue", "days": 0, "steps": [{"from": 5}, {"from": 5, "bonus_rate_bp": 4001}]}}}""");
        assertThat(faulty.faults())
                .containsExactlyInAnyOrder(
                        "/effective_from malformed",
                        "/subject required",
                        "/conditions/first_rate_bp above_whole",
                        "/conditions/recurring_rate_bp above_whole",
                        "/conditions/max_months out_of_range",
                        "/conditions/flat_sale/XXX unknown_currency",
                        "/conditions/flat_sale/USD out_of_range",
                        "/conditions/nonsense unknown_member",
                        "/conditions/tiers/days out_of_range");
        var tiers = post(manager.bearer(), path("/terms"), """
                {"level": "program", "subject": "x", "effective_from": "%s", "conditions": {"tiers": {"by": "customers", "days": 30, "currency": "USD",
                 "steps": [{"from": 5}, {"from": 5, "recurring_rate_bp": 6000, "bonus_rate_bp": 4001}]}}}""".formatted(NEXT));
        assertThat(tiers.faults())
                .containsExactlyInAnyOrder(
                        "/subject not_here",
                        "/conditions/tiers/currency not_here",
                        "/conditions/tiers/steps/1/from out_of_order",
                        "/conditions/tiers/steps/1/recurring_rate_bp above_whole");
        var ruled = post(manager.bearer(), path("/terms"), """
                {"level": "program", "effective_from": "%s",
                 "conditions": {"first_rate_bp": 1, "hold_days": 1, "flat_sale": {"DEM": 1}}}""".formatted(NEXT));
        assertThat(ruled.faults())
                .containsExactlyInAnyOrder(
                        "/conditions/first_rate_bp by_rule_set",
                        "/conditions/hold_days by_rule_set",
                        "/conditions/flat_sale/DEM currency_ended");
    }

    @Test
    void what_is_not_the_programmes_is_unknown() {
        var mine = nora;
        open();
        var link = LinkId.fresh().toString();
        for (var subject : List.of("affiliate " + mine, "coupon NOBODY", "group gold", "link " + link, "affiliate x")) {
            var parts = subject.split(" ", -1);
            isRefused(setting(parts[0], parts[1], NEXT, FIRST.formatted(1)), 404, "not_found");
        }
    }

    @Test
    void with_the_rule_set_no_rates_make_more_than_the_whole_whichever_comes_first() {
        isRefused(setting("affiliate", nora, NEXT, FIRST.formatted(9501)), 409, "rates_above_whole");
        assertThat(setting("affiliate", nora, NEXT, FIRST.formatted(9500)).status())
                .isEqualTo(201);
        var rules = """
                {"version": "%s", "effective_from": "%s", "first_rate_bp": 0, "recurring_rate_bp": 0, "bonus_rate_bp": 501,
                 "bonus_from_month": 3, "hold_days": 10, "gap_grace_days": 5, "attribution_window_days": 60}""";
        isRefused(
                post(manager.bearer(), path("/rule_sets"), rules.formatted("next", "2029-01-01T00:00:00Z")),
                409,
                "rates_above_whole");
        setting("affiliate", nora, "2031-01-01T00:00:00Z", "{}");
        assertThat(post(manager.bearer(), path("/rule_sets"), rules.formatted("later", "2031-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(201);
        isRefused(
                setting("product", "pro", "2030-06-01T00:00:00Z", "{\"recurring_rate_bp\": 9500}"),
                409,
                "rates_above_whole");
    }

    @Test
    void a_step_that_makes_more_than_the_whole_with_the_rule_set_is_refused() {
        var tiers = """
                {"tiers": {"by": "customers", "days": 30, "steps": [{"from": 1, "first_rate_bp": 100}, {"from": 2, "recurring_rate_bp": %d}]}}""";
        isRefused(setting("product", "pro", NEXT, tiers.formatted(9501)), 409, "rates_above_whole");
        assertThat(setting("product", "pro", NEXT, tiers.formatted(9500)).status())
                .isEqualTo(201);
    }

    @Test
    void a_hundred_subjects_have_tiers_at_once_at_most() {
        jdbc.sql("""
                insert into agreement_terms (id, program_id, level, subject, effective_from, conditions, tiers_from, created_at)
                select gen_random_uuid(), :program, 'product', 'p' || n, :from::timestamptz, :tiers::jsonb,
                    '2026-02-01T00:00:00Z', now()
                from generate_series(1, 100) n
                """)
                .param("program", ProgramId.parse(shop.id()).value())
                .param("from", NEXT)
                .param("tiers", TIERS)
                .update();

        isRefused(setting("affiliate", nora, "2029-06-01T00:00:00Z", TIERS), 409, "too_many_tiers");
        assertThat(setting("affiliate", nora, "2029-06-01T00:00:00Z", "{\"max_months\": 3}")
                        .status())
                .isEqualTo(201);
        assertThat(setting("product", "p1", "2031-01-01T00:00:00Z", TIERS).status())
                .isEqualTo(201);
        assertThat(setting("product", "p2", "2031-01-01T00:00:00Z", "{}").status())
                .isEqualTo(201);
        isRefused(setting("affiliate", nora, NEXT, TIERS), 409, "too_many_tiers");
        assertThat(setting("affiliate", nora, "2031-01-01T00:00:00Z", TIERS).status())
                .isEqualTo(201);
        isRefused(setting("product", "p2", "2032-01-01T00:00:00Z", TIERS), 409, "too_many_tiers");
    }

    @Test
    void only_owners_and_managers_set_terms() {
        var body = "{\"level\": \"product\", \"subject\": \"pro\", \"effective_from\": \"" + NEXT
                + "\", \"conditions\": {}}";
        for (var stranger : List.of(shop.key(), person("finance").bearer(), person().bearer())) {
            isRefused(post(stranger, path("/terms"), body), 403, "forbidden");
        }
        assertThat(get(person("analyst").bearer(), path("/terms")).status()).isEqualTo(200);
        isRefused(get(shop().key(), path("/terms")), 404, "not_found");
    }

    @Test
    void terms_of_a_link_are_ended_after_its_affiliate_archived_it() {
        var link = LinkId.fresh().toString();
        link(link, nora);
        setting("link", link, NEXT, FIRST.formatted(5000));
        jdbc.sql("update affiliate_link set archived_at = now() where id = :id")
                .param("id", LinkId.parse(link).value())
                .update();

        var ended = setting("link", link, "2031-01-01T00:00:00Z", "{}");
        assertThat(ended.status()).as(ended.text()).isEqualTo(201);
        var held = programs.terms(ProgramId.parse(shop.id()))
                .agreement(
                        Instant.parse("2031-01-01T00:00:00Z"),
                        Subject.of(LinkId.parse(link)),
                        AffiliateId.parse(nora),
                        null);
        assertThat(held.first().winner().source()).isEqualTo("default");
    }
}
