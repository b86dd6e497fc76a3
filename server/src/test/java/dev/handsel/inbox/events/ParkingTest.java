package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Events that come before what they refer to wait for it, for 30 days of the programme's time. */
@HandselTest
class ParkingTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
    }

    private Event signup(String customer) {
        return Event.signup(customer).with("coupon", nora.coupon());
    }

    @Test
    void an_invoice_waits_for_its_signup() {
        var answer = shop.answer(Event.invoice("in1", "ann", 3000));
        assertThat(answer.get("result").asString()).isEqualTo("parked");
        assertThat(answer.get("waits_for").asString()).isEqualTo("customer:ann");
        assertThat(shop.lines(nora)).isEmpty();
        assertThat(shop.tell(signup("ann"))).isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    @Test
    void refunds_and_disputes_wait_for_their_invoice() {
        shop.tell(signup("ann"));
        assertThat(shop.tellAll(Event.refund("in1", 1000), Event.disputed("in1", "d1", 500)))
                .containsOnly("parked");
        assertThat(shop.tell(Event.invoice("in1", "ann", 3000))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 450", "USD pending 450");
        assertThat(shop.tell(Event.won("in1", "d1"))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD pending 600");
    }

    @Test
    void a_full_refund_before_its_invoice_leaves_nothing_and_the_next_invoice_is_the_first_month() {
        shop.tellAll(signup("ann"), Event.refund("in1", 3000));
        shop.tell(Event.invoice("in1", "ann", 3000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900");
        shop.tell(Event.renewal("in2", "ann", 3000));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900", "in2 FIRST 900");
    }

    @Test
    void a_failure_waits_for_its_refund() {
        shop.tellAll(signup("ann"), Event.invoice("in1", "ann", 3000));
        var answer = shop.answer(Event.refundFailed("re1"));
        assertThat(answer.get("result").asString()).isEqualTo("parked");
        assertThat(answer.get("waits_for").asString()).isEqualTo("refund:re1");
        assertThat(shop.tell(Event.refund("in1", 3000).with("refund", "re1"))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD pending 900");
    }

    @Test
    void sales_and_fees_wait_for_nothing() {
        shop.tell(signup("ann"));
        assertThat(shop.tell(Event.update("up1", "ann", 1000))).isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("up1 FIRST 300");
    }

    @Test
    void an_end_of_a_dispute_waits_for_its_beginning() {
        shop.tellAll(signup("ann"), Event.invoice("in1", "ann", 3000));
        assertThat(shop.tell(Event.won("in1", "d1"))).isEqualTo("parked");
        assertThat(shop.owed(nora)).containsExactly("USD pending 900");
        assertThat(shop.tell(Event.disputed("in1", "d1", 3000))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD pending 900");
        assertThat(shop.tell(Event.lost("in1", "d2"))).isEqualTo("parked");
        shop.tell(Event.disputed("in1", "d2", 1000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD pending 600");
    }

    @Test
    void an_end_of_a_dispute_waits_for_invoice_and_dispute_in_turn() {
        assertThat(shop.tell(Event.won("in1", "d1"))).isEqualTo("parked");
        shop.tellAll(signup("ann"), Event.invoice("in1", "ann", 3000));
        assertThat(shop.tell(Event.disputed("in1", "d1", 3000))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD pending 900");
    }

    @Test
    void the_end_of_a_trade_waits_for_its_beginning() {
        shop.tell(signup("ann"));
        assertThat(shop.tell(Event.tradeClosed("t1"))).isEqualTo("parked");
        assertThat(shop.tell(Event.tradeOpened("t1", "ann"))).isEqualTo("recorded");
        assertThat(shop.tell(Event.tradeClosed("t1"))).isEqualTo("duplicate");
        assertThat(shop.tell(Event.tradeClosed("t1").with("pnl", 1))).isEqualTo("quarantined");
    }

    /** Each refers to the next; the last brings them all. */
    private List<Event> chain() {
        return List.of(
                Event.lost("up1", "d1"),
                Event.disputed("up1", "d1", 500),
                Event.refund("up1", 500),
                Event.update("up1", "ann", 2000),
                Event.invoice("in1", "ann", 3000),
                signup("ann"));
    }

    @Test
    void a_chain_in_one_request_is_released_by_its_last() {
        assertThat(shop.tellAll(chain())).containsExactly("parked", "parked", "parked", "parked", "parked", "recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900", "up1 FIRST 600");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD pending 1200");
        assertThat(shop.tellAll(chain().getFirst().again())).containsExactly("duplicate");
    }

    @Test
    void a_chain_over_many_requests_is_released_by_its_last() {
        chain().forEach(shop::tell);
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900", "up1 FIRST 600");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD pending 1200");
    }

    @Test
    void what_was_released_is_not_applied_again() {
        var events = chain();
        shop.tellAll(events);
        assertThat(shop.tellAll(events)).containsOnly("duplicate");
        assertThat(shop.tell(Event.signup("ann").again())).isEqualTo("duplicate");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD pending 1200");
    }

    @Test
    void two_disputes_of_one_id_that_waited_are_judged_when_they_are_applied() {
        var first = Event.disputed("in1", "d1", 500);
        var other = first.again().with("amount", 700);
        shop.tellAll(first, first.again(), other);
        shop.tellAll(signup("ann"), Event.invoice("in1", "ann", 3000));
        assertThat(shop.audited(other.id())).containsExactly("event.quarantined");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 150", "USD pending 750");
    }

    @Test
    void what_comes_after_thirty_days_is_applied_all_the_same() {
        shop.tell(Event.invoice("in1", "ann", 3000));
        shop.moveDays(31);
        assertThat(shop.tell(signup("ann").at("2026-01-01T00:00:00Z"))).isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    @Test
    void what_was_given_up_may_go_on_to_wait_for_something_else() {
        shop.tell(Event.won("in1", "d1"));
        shop.moveDays(31);
        shop.tellAll(signup("ann"), Event.invoice("in1", "ann", 3000));
        assertThat(shop.tell(Event.disputed("in1", "d1", 3000))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD pending 900");
    }

    @Test
    void a_day_before_it_is_still_applied() {
        shop.tell(Event.invoice("in1", "ann", 3000));
        shop.moveTo("2026-01-30T00:00:00Z");
        shop.tell(signup("ann").at("2026-01-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    @Test
    void what_was_given_up_is_known() {
        var invoice = Event.invoice("in1", "ann", 3000).at("2026-01-01T00:00:00Z");
        shop.tell(invoice);
        shop.moveDays(31);
        assertThat(shop.tellAll(invoice.again(), invoice.again().sold(9, 1)))
                .containsExactly("duplicate", "quarantined");
        shop.tell(signup("ann").at("2026-01-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }
}
