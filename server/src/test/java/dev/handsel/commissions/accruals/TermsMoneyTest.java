package dev.handsel.commissions.accruals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What terms of links, coupons, affiliates, groups and products make of money; the programme has 30, 15 and 5 %. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class TermsMoneyTest {

    private static final String JANUARY = "2026-01-01T00:00:00Z";
    private static final String FEBRUARY = "2026-02-01T00:00:00Z";
    private static final String MARCH = "2026-03-01T00:00:00Z";

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.moveTo("2027-02-01T00:00:00Z");
    }

    @AfterEach
    void recomputes() {
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    private void terms(String level, String subject, Map<String, Object> conditions) {
        var reply = shop.asManager(
                "/v1/programs/" + shop.id() + "/terms",
                Map.of(
                        "level",
                        level,
                        "subject",
                        subject,
                        "effective_from",
                        "2020-01-01T00:00:00Z",
                        "conditions",
                        conditions));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private void brought(String customer) {
        shop.tell(Event.signup(customer).with("code", nora.code()).at(JANUARY));
    }

    private static Event month(String customer, int number, String paidAt, Sold... lines) {
        var invoice = Event.renewal(customer + number, customer, 0).at(paidAt);
        var sold = java.util.Arrays.stream(lines).map(line -> line.node(paidAt)).toList();
        return invoice.with("lines", sold);
    }

    /** A line of so many months from the payment on. */
    private record Sold(String product, long amount, int months) {
        Map<String, Object> node(String start) {
            return product.isEmpty()
                    ? Map.of("amount", amount, "period_start", start, "months", months)
                    : Map.of("amount", amount, "period_start", start, "months", months, "product", product);
        }
    }

    private static Sold pro(long amount) {
        return new Sold("pro", amount, 1);
    }

    private static Sold other(long amount) {
        return new Sold("", amount, 1);
    }

    private List<String> lines() {
        return shop.lines(
                nora,
                line -> "%s %s %d of %d at %d%s%s"
                        .formatted(
                                line.get("invoice").asString(),
                                line.get("kind").asString(),
                                line.get("amount").asLong(),
                                line.get("base").asLong(),
                                line.get("rate_bp").asInt(),
                                line.get("flat").asBoolean() ? " flat" : "",
                                line.get("recomputed").asBoolean() ? " recomputed" : ""));
    }

    private List<String> words(JsonNode line) {
        return shop.explanation(line)
                .get("words")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void each_line_of_an_invoice_has_the_rates_of_its_product() {
        terms("product", "pro", Map.of("first_rate_bp", 5_000));
        brought("ann");
        shop.tell(month("ann", 1, JANUARY, pro(10_000), other(5_000)));
        assertThat(lines()).containsExactly("ann1 FIRST 6500 of 15000 at 4333");
        assertThat(words(shop.line(nora, "ann1", "FIRST")))
                .anyMatch(word ->
                        word.matches("Line 1: 50 % for all that begins in a customer's first month, set by terms of"
                                + " the product \\(trm_\\w+\\), which goes before 30 % of rule set default\\."))
                .contains("Line 2: 30 % for all that begins in a customer's first month, set by rule set default.");
    }

    @Test
    void the_strongest_level_wins_member_by_member() {
        terms("product", "pro", Map.of("first_rate_bp", 5_000, "recurring_rate_bp", 1_000));
        terms("affiliate", nora.id(), Map.of("first_rate_bp", 4_000));
        terms("coupon", nora.coupon(), Map.of("hold_days", 7));
        shop.tell(Event.signup("ann").with("coupon", nora.coupon()).at(JANUARY));
        shop.tellAll(month("ann", 1, JANUARY, pro(10_000)), month("ann", 2, FEBRUARY, pro(10_000)));
        assertThat(lines()).containsExactly("ann1 FIRST 4000 of 10000 at 4000", "ann2 RECURRING 1000 of 10000 at 1000");
        assertThat(shop.line(nora, "ann1", "FIRST").get("mature_at").asString()).isEqualTo("2026-01-08T00:00:00Z");
    }

    @Test
    void rates_of_several_levels_never_make_more_than_the_whole() {
        terms("affiliate", nora.id(), Map.of("bonus_rate_bp", 7_000));
        terms("product", "pro", Map.of("recurring_rate_bp", 5_000));
        brought("ann");
        shop.tell(month("ann", 1, JANUARY, new Sold("pro", 50_000, 5)));
        assertThat(lines())
                .containsExactly(
                        "ann1 BONUS 10000 of 20000 at 5000",
                        "ann1 FIRST 3000 of 10000 at 3000",
                        "ann1 RECURRING 20000 of 40000 at 5000");
    }

    @Test
    void a_first_sale_earns_a_flat_amount_and_months_earn_theirs_once() {
        terms(
                "affiliate",
                nora.id(),
                Map.of("flat_first_sale", Map.of("USD", 2_500), "flat_month", Map.of("USD", 200)));
        brought("ann");
        shop.tellAll(
                month("ann", 1, JANUARY, pro(10_000)),
                month("ann", 2, FEBRUARY, pro(10_000)),
                month("ann", 3, "2026-02-10T00:00:00Z", pro(3_000)),
                month("ann", 4, MARCH, pro(10_000)).with("currency", "EUR"));
        assertThat(lines())
                .containsExactly(
                        "ann1 FIRST 2500 of 10000 at 0 flat",
                        "ann2 RECURRING 200 of 10000 at 0 flat",
                        "ann4 RECURRING 1500 of 10000 at 1500");
        assertThat(words(shop.line(nora, "ann1", "FIRST")))
                .anyMatch(word -> word.matches(
                        "Line 1: 25.00 USD for the first sale to the customer in place of a rate, set by terms of the"
                                + " affiliate \\(trm_\\w+\\): 25.00 USD\\."));
    }

    @Test
    void a_credit_is_rated_beside_a_flat_sale() {
        terms("product", "pro", Map.of("flat_sale", Map.of("USD", 1_000)));
        brought("ann");
        shop.tell(month("ann", 1, JANUARY, pro(10_000), other(2_000), other(-500)));
        assertThat(lines()).containsExactly("ann1 FIRST 1450 of 11500 at 3000 flat");
    }

    @Test
    void months_after_the_last_one_earn_nothing() {
        terms("affiliate", nora.id(), Map.of("max_months", 2));
        brought("ann");
        shop.tell(month("ann", 1, JANUARY, new Sold("pro", 120_000, 12)));
        shop.tell(month("ann", 2, "2027-01-01T00:00:00Z", pro(10_000)));
        assertThat(lines()).containsExactly("ann1 FIRST 3000 of 10000 at 3000", "ann1 RECURRING 1500 of 10000 at 1500");
    }

    @Test
    void a_customer_earns_no_more_than_their_cap() {
        terms("affiliate", nora.id(), Map.of("cap_customer", Map.of("USD", 5_000)));
        brought("ann");
        shop.tellAll(
                month("ann", 1, JANUARY, pro(10_000)),
                month("ann", 2, FEBRUARY, pro(10_000)),
                month("ann", 3, MARCH, pro(10_000)),
                month("ann", 4, "2026-04-01T00:00:00Z", pro(10_000)));
        assertThat(lines())
                .containsExactly(
                        "ann1 FIRST 3000 of 10000 at 3000",
                        "ann2 RECURRING 1500 of 10000 at 1500",
                        "ann3 RECURRING 500 of 10000 at 1500");
        assertThat(words(shop.line(nora, "ann3", "RECURRING")))
                .anyMatch(word ->
                        word.contains("at most 50.00 USD in all") && word.contains("45.00 USD was earned before"))
                .contains("What is left of it makes 5.00 USD of 15.00 USD.");
    }

    @Test
    void what_one_customer_takes_of_the_affiliates_month_another_cannot_have() {
        terms("affiliate", nora.id(), Map.of("cap_affiliate_month", Map.of("USD", 5_000)));
        brought("ann");
        brought("bob");
        shop.tell(month("bob", 1, "2026-01-20T00:00:00Z", pro(10_000)));
        shop.tell(month("ann", 1, "2026-01-10T00:00:00Z", pro(10_000)));
        shop.tell(month("ann", 2, "2026-02-10T00:00:00Z", pro(10_000)));
        assertThat(lines())
                .containsExactly(
                        "ann1 FIRST 3000 of 10000 at 3000",
                        "ann2 RECURRING 1500 of 10000 at 1500",
                        "bob1 FIRST 2000 of 10000 at 3000",
                        "bob1 FIRST 3000 of 10000 at 3000 recomputed");
        shop.tell(month("bob", 0, "2026-01-05T00:00:00Z", other(10_000)));
        assertThat(lines())
                .contains(
                        "ann1 FIRST 2000 of 10000 at 3000",
                        "ann1 FIRST 3000 of 10000 at 3000 recomputed",
                        "bob0 FIRST 3000 of 10000 at 3000")
                .filteredOn(line -> line.startsWith("bob1") && !line.endsWith("recomputed"))
                .isEmpty();
    }
}
