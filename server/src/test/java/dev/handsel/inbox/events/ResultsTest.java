package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of an event: of which kind, told how often, and of whom. */
@HandselTest
class ResultsTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
    }

    /** One of every kind, each possible after those before it. */
    private static List<Event> everyKind(Shop.Affiliate affiliate) {
        return List.of(
                Event.click(affiliate.code()).with("ref", "click-1"),
                Event.signup("ann").with("click_ref", "click-1"),
                Event.enrolled("bob"),
                Event.login("ann"),
                Event.invoice("in1", "ann", 3000),
                Event.refund("in1", 500),
                Event.disputed("in1", "d1", 700),
                Event.won("in1", "d1"),
                Event.disputed("in1", "d2", 700),
                Event.lost("in1", "d2"),
                Event.tradeOpened("t1", "ann"),
                Event.tradeClosed("t1"),
                Event.firstTrade("ann"),
                Event.terminal("ann"),
                Event.canceled("ann"));
    }

    @Test
    void every_kind_of_event_counts_for_a_customer_whom_somebody_brought() {
        assertThat(shop.tellAll(everyKind(nora))).hasSize(15).containsOnly("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
        assertThat(shop.line(nora, "in1", "FIRST").get("reversed").asLong()).isEqualTo(360);
        assertThat(shop.stat(nora, "first_trades")).isOne();
        assertThat(shop.stat(nora, "subscriptions")).isOne();
    }

    @Test
    void one_by_one_they_count_the_same() {
        for (var event : everyKind(nora)) {
            assertThat(shop.tell(event)).as(event.toString()).isEqualTo("recorded");
        }
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 360", "USD pending 540");
    }

    @Test
    void the_same_again_is_a_duplicate_and_changes_nothing() {
        var events = everyKind(nora);
        shop.tellAll(events);
        assertThat(shop.tellAll(events)).hasSize(15).containsOnly("duplicate");
        for (var event : events) {
            assertThat(shop.tell(event)).as(event.toString()).isEqualTo("duplicate");
        }
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 360", "USD pending 540");
        assertThat(shop.stat(nora, "clicks")).isOne();
    }

    @Test
    void the_order_of_members_makes_no_other_content() {
        shop.tell(Event.signup("ann"));
        assertThat(shop.post("""
                {"id": "x", "type": "refund", "occurred_at": "2026-01-01T00:00:00Z", "invoice": "in1", "amount": 5}
                """).text()).contains("parked");
        assertThat(shop.post("""
                {"amount": 5, "invoice": "in1", "occurred_at": "2026-01-01T00:00:00Z", "type": "refund", "id": "x"}
                """).text()).contains("duplicate");
    }

    @Test
    void other_content_under_a_known_id_is_quarantined_and_the_first_stands() {
        var events = everyKind(nora);
        shop.tellAll(events);
        for (var event : events) {
            var other = Event.login("eve").with("id", event.id());
            var answer = shop.answer(other);
            assertThat(answer.get("result").asString()).as(event.toString()).isEqualTo("quarantined");
            assertThat(answer.get("reason").asString()).isEqualTo("event_exists");
        }
        assertThat(shop.audited(events.getFirst().id())).containsExactly("event.quarantined");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 360", "USD pending 540");
    }

    @Test
    void within_one_request_the_first_of_an_id_stands_too() {
        var signup = Event.signup("ann").with("coupon", nora.coupon());
        var invoice = Event.invoice("in1", "ann", 3000);
        assertThat(shop.tellAll(signup, signup, invoice, invoice.sold(9000, 1), invoice))
                .containsExactly("recorded", "duplicate", "recorded", "quarantined", "duplicate");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    /** Everything that a customer whom nobody brought can be told of. */
    static Stream<Event> organic() {
        return Stream.of(Event.invoice("in1", "ann", 3000), Event.tradeOpened("t1", "ann"), Event.firstTrade("ann"));
    }

    @ParameterizedTest
    @MethodSource("organic")
    void what_concerns_a_customer_whom_nobody_brought_is_not_attributed(Event event) {
        assertThat(shop.tell(Event.signup("ann"))).isEqualTo("not_attributed");
        assertThat(shop.tell(event)).isEqualTo("not_attributed");
        assertThat(shop.tell(event)).isEqualTo("duplicate");
    }

    @Test
    void what_follows_from_it_is_not_attributed_either() {
        shop.tellAll(Event.signup("ann"), Event.invoice("in1", "ann", 3000), Event.tradeOpened("t1", "ann"));
        assertThat(shop.tellAll(
                        Event.refund("in1", 3000),
                        Event.disputed("in1", "d1", 10),
                        Event.won("in1", "d1"),
                        Event.disputed("in1", "d2", 10),
                        Event.lost("in1", "d2"),
                        Event.tradeClosed("t1"),
                        Event.click("nobodys-code")))
                .containsOnly("not_attributed");
    }

    @Test
    void so_is_the_end_of_a_trade_that_is_told_by_itself() {
        shop.tellAll(Event.signup("ann"), Event.tradeOpened("t1", "ann"));
        assertThat(shop.tell(Event.tradeClosed("t1"))).isEqualTo("not_attributed");
    }

    @Test
    void a_customer_signs_up_once() {
        shop.brought(nora, "ann");
        var otto = shop.affiliate("otto");
        assertThat(shop.tell(Event.signup("ann").with("coupon", otto.coupon()))).isIn("duplicate", "quarantined");
        shop.tell(Event.invoice("in1", "ann", 3000));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
        assertThat(shop.lines(otto)).isEmpty();
        assertThat(shop.stat(otto, "signups")).isZero();
    }

    @Test
    void a_known_invoice_under_another_id_is_a_duplicate_only_if_it_says_the_same() {
        shop.brought(nora, "ann");
        var invoice = Event.invoice("in1", "ann", 3000);
        assertThat(shop.tell(invoice)).isEqualTo("recorded");
        assertThat(shop.tell(invoice.again())).isEqualTo("duplicate");
        assertThat(shop.tell(invoice.with("reason", "cycle").again()))
                .as("it decides nothing")
                .isEqualTo("duplicate");
        for (var other : List.of(
                invoice.sold(3001, 1),
                invoice.sold(3000, 2),
                invoice.with("currency", "EUR"),
                invoice.with("tax", 1),
                invoice.with("credit_applied", 1),
                invoice.with("customer", "bob"))) {
            var answer = shop.answer(other.again());
            assertThat(answer.get("result").asString()).as(other.toString()).isEqualTo("quarantined");
            assertThat(answer.get("reason").asString()).isEqualTo("invoice_exists");
        }
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    @Test
    void a_known_invoice_within_the_same_request_is_judged_alike() {
        var invoice = Event.invoice("in1", "ann", 3000);
        assertThat(shop.tellAll(
                        Event.signup("ann").with("coupon", nora.coupon()),
                        invoice,
                        invoice.again(),
                        invoice.again().sold(9, 1)))
                .containsExactly("recorded", "recorded", "duplicate", "quarantined");
    }

    @Test
    void a_parked_invoice_is_known_too() {
        var invoice = Event.invoice("in1", "ann", 3000);
        assertThat(shop.tell(invoice)).isEqualTo("parked");
        assertThat(shop.tell(invoice.again())).isEqualTo("duplicate");
        assertThat(shop.tell(invoice.again().sold(9, 1))).isEqualTo("quarantined");
        assertThat(shop.tellAll(invoice.again(), invoice.again().sold(9, 1), invoice))
                .containsExactly("duplicate", "quarantined", "duplicate");
        shop.brought(nora, "ann");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    @Test
    void trades_and_disputes_are_known_by_their_own_ids() {
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("in1", "ann", 3000));
        var dispute = Event.disputed("in1", "d1", 100);
        var trade = Event.tradeOpened("t1", "ann");
        var close = Event.tradeClosed("t1");
        assertThat(shop.tellAll(dispute, trade, close)).containsOnly("recorded");
        assertThat(shop.tellAll(dispute.again(), trade.again(), close.again())).containsOnly("duplicate");
        assertThat(shop.tellAll(
                        dispute.again().with("amount", 99),
                        trade.again().with("price", 2),
                        close.again().with("pnl", 1)))
                .containsOnly("quarantined");
        assertThat(shop.tellAll(Event.won("in1", "d1"), Event.won("in1", "d1"), Event.lost("in1", "d1")))
                .containsExactly("recorded", "duplicate", "quarantined");
    }
}
