package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Bad events have all their faults named and never stop the others. */
@HandselTest
class FaultsTest {

    private static final String HUGE = "x".repeat(1_000_000);

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
    }

    /** The faults of an answer to one event, as {@code /amount required}. */
    private static List<String> faults(JsonNode answer) {
        return answer.path("errors")
                .valueStream()
                .map(fault -> fault.get("pointer").asString() + " "
                        + fault.get("code").asString())
                .sorted()
                .toList();
    }

    private static final String DAY = "2026-01-01T00:00:00Z";

    private static Event line(Map<String, Object> line) {
        return Event.invoice("in9", "ann", 1).with("lines", List.of(line));
    }

    private static Arguments bad(Event event, String... faults) {
        return Arguments.of(event, List.of(faults));
    }

    static Stream<Arguments> badEvents() {
        var invoice = Event.invoice("in9", "ann", 3000);
        return Stream.of(
                bad(Event.of("refunded"), "/type unknown"),
                bad(Event.of("x").without("type"), "/type required"),
                bad(Event.of("x").with("type", 7), "/type unknown"),
                bad(Event.refund("in9", 1).without("id"), "/id required"),
                bad(Event.refund("in9", 1).with("id", ""), "/id required"),
                bad(Event.refund("in9", 1).with("id", 7), "/id wrong_type"),
                bad(Event.refund("in9", 1).with("id", "x".repeat(201)), "/id out_of_range"),
                bad(
                        Event.refund("in9", 1).without("invoice").without("amount"),
                        "/amount required",
                        "/invoice required"),
                bad(Event.refund("in9", 0), "/amount out_of_range"),
                bad(Event.refund("in9", -5), "/amount out_of_range"),
                bad(Event.refund("in9", 10_000_000_000_001L), "/amount out_of_range"),
                bad(Event.refund("in9", 1).with("amount", 1.5), "/amount wrong_type"),
                bad(Event.refund("in9", 1).with("amount", "1"), "/amount wrong_type"),
                bad(Event.refund("in9", 1).with("amount", null), "/amount required"),
                bad(
                        Event.refund("in9", 1).with("amount", new java.math.BigInteger("9".repeat(90))),
                        "/amount out_of_range"),
                bad(Event.refund("in9", 1).with("colour", "red"), "/colour unknown_member"),
                bad(Event.refund("in9", 1).at("yesterday"), "/occurred_at malformed"),
                bad(Event.refund("in9", 1).at("1969-12-31T23:59:59Z"), "/occurred_at out_of_range"),
                bad(Event.refund("in9", 1).at("2026-01-01T00:05:01Z"), "/occurred_at in_the_future"),
                bad(
                        Event.refund("in9", 1).at("9999-12-31T23:59:59Z"),
                        "/occurred_at in_the_future",
                        "/occurred_at out_of_range"),
                bad(invoice.with("currency", "usd"), "/currency unknown_currency"),
                bad(invoice.with("currency", "XXZ"), "/currency unknown_currency"),
                bad(invoice.with("reason", "because"), "/reason unknown_value"),
                bad(invoice.with("lines", List.of()), "/lines out_of_range"),
                bad(invoice.with("lines", "none"), "/lines wrong_type"),
                bad(invoice.line(5, -1), "/lines/1/months out_of_range"),
                bad(invoice.line(5, 121), "/lines/1/months out_of_range"),
                bad(line(Map.of("amount", 5, "period_start", DAY)), "/lines/0/months required"),
                bad(
                        line(Map.of(
                                "amount", 5, "period_start", DAY, "months", 1, "period_end", "2026-02-01T00:00:00Z")),
                        "/lines/0/period_end unexpected"),
                bad(
                        line(Map.of("amount", 5, "period_start", DAY, "period_end", DAY, "product", "")),
                        "/lines/0/period_end out_of_range",
                        "/lines/0/product out_of_range"),
                bad(
                        invoice.with(
                                "lines",
                                Collections.nCopies(11, Map.of("amount", 1, "period_start", DAY, "months", 120))),
                        "/lines out_of_range"),
                bad(invoice.with("debt_settled", -1), "/debt_settled out_of_range"),
                bad(Event.refundFailed(""), "/refund required"),
                bad(Event.disputed("in9", "d9", 5).with("kind", "question"), "/kind unknown_value"),
                bad(Event.of("stripe_refunded"), "/type unknown"),
                bad(invoice.line(10_000_000_000_001L, 1), "/lines/1/amount out_of_range"),
                bad(invoice.line(5, 1, "3000-01-01T00:00:00Z"), "/lines/1/period_start out_of_range"),
                bad(invoice.line(5, 1, "soon"), "/lines/1/period_start malformed"),
                bad(invoice.with("lines", Collections.singletonList(null)), "/lines/0 required"),
                bad(
                        invoice.with("customer", HUGE).with("tax", "no").with("more", 1),
                        "/customer out_of_range",
                        "/more unknown_member",
                        "/tax wrong_type"),
                bad(Event.login("ann").without("ip"), "/ip required"),
                bad(Event.login("ann").with("user_agent", HUGE), "/user_agent out_of_range"),
                bad(Event.click("nora").with("customer", "ann"), "/customer unknown_member"),
                bad(Event.disputed("in9", "d9", 5).without("dispute"), "/dispute required"),
                bad(Event.tradeOpened("t9", "ann").with("side", "hold"), "/side unknown_value"),
                bad(Event.tradeOpened("t9", "ann").with("volume", 0), "/volume out_of_range"),
                bad(
                        Event.tradeOpened("t9", "ann").with("price", new java.math.BigDecimal("1e999999")),
                        "/price out_of_range"),
                bad(Event.tradeClosed("t9").with("currency", "US"), "/currency unknown_currency"),
                bad(Event.tradeClosed("t9").with("volume", 0), "/volume out_of_range"),
                bad(Event.enrolled("zoe").with("coupons", List.of("OK", "")), "/coupons/1 required"));
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void every_fault_is_named_and_the_others_count(Event bad, List<String> faults) {
        var good = Event.signup("ann").with("coupon", nora.coupon());
        var answers = shop.answers(List.of(good, bad, Event.invoice("in1", "ann", 3000)));
        assertThat(answers.stream().map(answer -> answer.get("result").asString()))
                .containsExactly("recorded", "invalid", "recorded");
        assertThat(faults(answers.get(1))).isEqualTo(faults);
        assertThat(shop.answer(bad).get("result").asString()).isEqualTo("invalid");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    /** Time that is reckoned from there would leave what RFC 3339 can write, and what PostgreSQL can keep. */
    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59Z", "9998-01-01T00:00:00Z", "3000-01-01T00:00:00Z"})
    void a_clock_at_the_end_of_time_makes_one_event_invalid_and_spoils_no_batch(String end) {
        shop.moveTo(end);
        var early = "2026-01-02T00:00:00Z";
        var answers = shop.answers(List.of(
                Event.click(nora.code()).at(end),
                Event.signup("ann")
                        .with("code", nora.code())
                        .with("device", "d1")
                        .at(end),
                Event.invoice("in1", "ann", 3000).at(end),
                Event.of("subscription_canceled").with("customer", "ann").at(end),
                Event.click(nora.code()).with("device", "d1").at(early),
                Event.signup("ben")
                        .with("code", nora.code())
                        .with("device", "d1")
                        .at(early),
                Event.invoice("in2", "ben", 3000).at(early),
                Event.refund("in2", 100).at(early)));
        assertThat(answers.stream().map(answer -> answer.get("result").asString()))
                .containsExactly(
                        "invalid", "invalid", "invalid", "invalid", "recorded", "recorded", "recorded", "recorded");
        assertThat(faults(answers.getFirst())).containsExactly("/occurred_at out_of_range");
        for (var path : List.of("", "/clock", "/rule_sets")) {
            assertThat(shop.get("/v1/programs/" + shop.id() + path).status()).isEqualTo(200);
        }
        for (var path : List.of(
                "",
                "/stats",
                "/balances",
                "/commissions",
                "/statement?currency=USD",
                "/statement?currency=USD&from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z",
                "/stats?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")) {
            assertThat(shop.get("/v1/affiliates/" + nora.id() + path).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void nothing_of_a_bad_event_is_stored_so_that_it_can_be_told_again() {
        shop.brought(nora, "ann");
        var invoice = Event.invoice("in1", "ann", 3000);
        assertThat(shop.tell(invoice.with("currency", "dollar"))).isEqualTo("invalid");
        assertThat(shop.tell(invoice)).isEqualTo("recorded");
        assertThat(shop.tell(invoice.with("currency", "dollar"))).isEqualTo("invalid");
    }

    @Test
    void an_event_may_be_five_minutes_ahead() {
        assertThat(shop.tell(Event.signup("ann").at("2026-01-01T00:05:00Z"))).isEqualTo("not_attributed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "null", "[]", "[{}]"})
    void what_is_no_object_is_no_event(String thing) {
        var reply = shop.post("{\"events\": [" + thing + "]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(faults(reply.json().at("/events/0"))).containsExactly(" wrong_type");
    }

    @Test
    void five_hundred_events_are_taken_and_one_more_is_refused() {
        var signups = new ArrayList<Event>();
        IntStream.range(0, 500).forEach(number -> signups.add(Event.signup("c" + number)));
        assertThat(shop.tellAll(signups)).hasSize(500).containsOnly("not_attributed");
        signups.add(Event.signup("one more"));
        var refused = shop.post(shop.requestOf(signups));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults()).containsExactly("/events out_of_range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\": []} | /events out_of_range",
                "{\"events\": 7} | /events wrong_type",
                "{\"events\": null} | /events wrong_type",
                "{\"events\": [{}], \"more\": 1} | /more unknown_member",
                "not json |  malformed_json",
                "{\"events\": [{\"id\": \"a\", \"id\": \"b\"}]} | /events/0/id duplicate_member",
                "{\"id\": \"a\\u0000b\", \"type\": \"login\"} | /id malformed",
                "{\"id\": \"\\ud800\", \"type\": \"login\"} | /id malformed"
            })
    void what_is_no_list_of_events_is_refused_as_a_whole(String bodyAndFault) {
        var parts = bodyAndFault.split(" \\| ", -1);
        var refused = shop.post(parts[0]);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.faults()).containsExactly(parts[1]);
    }

    @Test
    void deep_nesting_and_numbers_without_end_are_refused_quickly() {
        for (var value :
                List.of("[".repeat(100_000) + "]".repeat(100_000), "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))) {
            assertThat(shop.post("{\"events\": [{\"id\": " + value + "}]}").status())
                    .isEqualTo(400);
        }
        for (var number : List.of("9".repeat(1_200), "1e2147483647", "1e-2147483648", "1E99999999999")) {
            var reply = shop.post(
                    "{\"id\": \"n\", \"type\": \"trade_closed\", \"trade\": \"t\", \"pnl\": 0, \"currency\": \"USD\","
                            + "\"occurred_at\": \"2026-01-01T00:00:00Z\", \"price\": " + number + "}");
            assertThat(reply.status()).as(reply.text()).isIn(200, 400);
            assertThat(reply.text()).containsAnyOf("out_of_range", "malformed_json");
        }
    }

    @Test
    void the_longest_names_and_amounts_that_are_allowed_are_stored() {
        var name = "\uD83D\uDE00".repeat(100);
        var amount = 10_000_000_000_000L;
        shop.brought(nora, name);
        var invoice = Event.invoice(name, name, amount).with("id", name).with("tax", amount);
        for (int line = 1; line < 90; line++) {
            invoice = invoice.line(amount, 13);
        }
        assertThat(shop.tell(invoice)).isEqualTo("recorded");
        assertThat(shop.tell(Event.refund(name, amount))).isEqualTo("recorded");
        assertThat(shop.explanation(shop.commissions(nora).getFirst())
                        .at("/recomputed/agrees")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "2999-12-31T23:59:59Z"})
    void a_period_may_begin_long_ago_or_in_a_long_time(String start) {
        shop.brought(nora, "ann");
        var invoice = Event.invoice("in1", "ann", 3000).without("lines").line(12_000, 12, start);
        assertThat(shop.tell(invoice)).isEqualTo("recorded");
        assertThat(shop.lines(nora, line -> line.get("kind").asString())).contains("FIRST", "RECURRING");
    }

    @Test
    void events_are_the_merchants_to_tell() {
        assertThat(shop.asManager("/v1/events", Event.signup("ann").json()).status())
                .isEqualTo(403);
    }
}
