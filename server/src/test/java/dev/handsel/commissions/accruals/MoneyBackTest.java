package dev.handsel.commissions.accruals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What customers get back is taken back, in its share, wherever the money stands; and every line can be explained. */
@HandselTest
class MoneyBackTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("in1", "ann", 3000));
    }

    @AfterEach
    void every_line_recomputes_to_what_it_is() {
        for (var line : shop.commissions(nora)) {
            var explanation = shop.explanation(line);
            assertThat(explanation.at("/recomputed/agrees").asBoolean()).isTrue();
            assertThat(explanation.at("/reversal/target")).isEqualTo(line.get("reversed"));
        }
    }

    @Test
    void parts_add_up_to_the_whole_and_never_to_more() {
        shop.tellAll(Event.refund("in1", 1001), Event.refund("in1", 1001));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 601", "USD pending 299");
        shop.tellAll(Event.refund("in1", 998), Event.refund("in1", 5000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900");
    }

    @Test
    void a_refund_after_maturity_is_taken_from_what_is_payable() {
        shop.moveTo("2026-01-31T00:00:00Z");
        assertThat(shop.owed(nora)).containsExactly("USD payable 900");
        shop.tell(Event.refund("in1", 1000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD payable 600");
    }

    @Test
    void a_second_before_maturity_it_is_taken_from_what_is_pending() {
        shop.moveTo("2026-01-30T23:59:59Z");
        shop.tell(Event.refund("in1", 1000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD pending 600");
        shop.moveTo("2026-01-31T00:00:00Z");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 300", "USD payable 600");
    }

    @Test
    void after_a_payout_a_refund_is_owed_by_the_affiliate_and_worked_off() {
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.paidOut(nora);
        assertThat(shop.line(nora, "in1", "FIRST").get("state").asString()).isEqualTo("paid");
        shop.tell(Event.refund("in1", 3000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900", "USD paid 900", "USD payable -900");
        shop.brought(nora, "bob");
        shop.tell(Event.invoice("in2", "bob", 10_000));
        shop.moveDays(30);
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900", "USD paid 900", "USD payable 2100");
    }

    @Test
    void a_dispute_takes_back_at_once_and_gives_again_when_won() {
        shop.tell(Event.disputed("in1", "d1", 3000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900");
        assertThat(shop.line(nora, "in1", "FIRST").get("state").asString()).isEqualTo("reversed");
        shop.tell(Event.won("in1", "d1"));
        assertThat(shop.owed(nora)).containsExactly("USD pending 900");
    }

    @Test
    void a_dispute_won_after_maturity_gives_to_what_is_payable() {
        shop.tell(Event.disputed("in1", "d1", 3000));
        shop.moveTo("2026-03-01T00:00:00Z");
        shop.tell(Event.won("in1", "d1"));
        assertThat(shop.owed(nora)).containsExactly("USD payable 900");
        assertThat(shop.line(nora, "in1", "FIRST").get("state").asString()).isEqualTo("payable");
    }

    @Test
    void refunds_and_disputes_of_one_invoice_count_together() {
        shop.tellAll(Event.refund("in1", 2000), Event.disputed("in1", "d1", 3000), Event.disputed("in1", "d2", 500));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900");
        shop.tell(Event.won("in1", "d1"));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 750", "USD pending 150");
        shop.tell(Event.lost("in1", "d2"));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 750", "USD pending 150");
    }

    @Test
    void a_dispute_of_an_invoice_is_not_closed_through_another() {
        shop.tellAll(Event.renewal("in2", "ann", 3000), Event.disputed("in1", "d1", 3000));
        assertThat(shop.tell(Event.won("in2", "d1"))).isEqualTo("quarantined");
        assertThat(shop.line(nora, "in1", "FIRST").get("reversed").asLong()).isEqualTo(900);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 3333, 1000", "KWD, 12345, 3704", "EUR, 5, 2", "USD, 25, 8", "CLF, 10001, 3000"})
    void amounts_are_whole_minor_units_of_any_currency(String currency, long amount, long earned) {
        shop.tell(Event.signup("bob").with("coupon", nora.coupon()));
        assertThat(shop.tell(Event.invoice("in2", "bob", amount).with("currency", currency)))
                .isEqualTo("recorded");
        assertThat(shop.lines(nora)).contains("in2 FIRST " + earned);
        assertThat(shop.balance(nora, currency).get("pending").asLong())
                .isEqualTo(currency.equals("USD") ? earned + 900 : earned);
    }

    @Test
    void what_comes_to_nothing_is_no_line() {
        shop.brought(nora, "bob");
        assertThat(shop.tell(Event.invoice("in2", "bob", 1))).isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
        assertThat(shop.tell(Event.refund("in2", 1))).isEqualTo("recorded");
    }

    @Test
    void everything_that_happened_to_a_line_is_in_the_audit_log() {
        shop.tell(Event.refund("in1", 1000));
        shop.tell(Event.disputed("in1", "d1", 500));
        shop.tell(Event.won("in1", "d1"));
        var line = shop.line(nora, "in1", "FIRST").get("id").asString();
        assertThat(shop.audited(line))
                .containsExactly(
                        "commission.accrued",
                        "commission.clawed_back",
                        "commission.clawed_back",
                        "commission.reinstated");
    }

    @Test
    void an_explanation_names_the_events_the_bookings_and_the_words() {
        shop.tell(Event.refund("in1", 1000));
        shop.tell(Event.disputed("in1", "d1", 500));
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(Event.won("in1", "d1"));
        var explanation = shop.explanation(shop.line(nora, "in1", "FIRST"));
        assertThat(explanation
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("type").asString()))
                .containsExactlyInAnyOrder("invoice_paid", "refund", "dispute_opened", "dispute_won");
        assertThat(explanation
                        .get("ledger")
                        .valueStream()
                        .map(transaction -> transaction.get("kind").asString()))
                .isEqualTo(List.of("accrual", "clawback", "clawback", "mature", "reinstate"));
        assertThat(explanation.get("words")).isNotEmpty();
    }
}
