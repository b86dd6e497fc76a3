package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The date of a fact decides whether there was the currency it is in, however late it is told. */
@HandselTest
class EndedCurrencyTest {

    @Autowired
    EventScene scene;

    @Autowired
    EventReader reader;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.tell(Event.signup("ann").with("coupon", nora.coupon()).at("2025-12-01T00:00:00Z"));
        shop.moveTo("2026-03-01T00:00:00Z");
    }

    private static Event leva(String invoice) {
        return Event.invoice(invoice, "ann", 3000).with("currency", "BGN");
    }

    private static void isRefused(JsonNode answer, String sentence) {
        assertThat(answer.get("result").asString()).isEqualTo("invalid");
        var fault = answer.get("errors").get(0);
        assertThat(fault.get("pointer").asString()).isEqualTo("/currency");
        assertThat(fault.get("code").asString()).isEqualTo("currency_ended");
        assertThat(fault.get("message").asString()).isEqualTo(sentence);
    }

    @Test
    void an_invoice_of_before_the_end_is_taken_months_later_and_so_is_what_follows_it() {
        assertThat(shop.tell(leva("in1").at("2025-12-31T23:59:59Z"))).isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
        assertThat(shop.tell(Event.refund("in1", 1000).at("2026-02-01T00:00:00Z")))
                .isEqualTo("recorded");
        assertThat(shop.tell(Event.disputed("in1", "d1", 1000).at("2026-02-02T00:00:00Z")))
                .isEqualTo("recorded");
        assertThat(shop.tell(Event.won("in1", "d1").at("2026-02-03T00:00:00Z"))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("BGN clawed_back 300", "BGN payable 600");
    }

    @Test
    void an_invoice_of_after_the_end_is_refused_with_the_last_day() {
        isRefused(
                shop.answer(leva("in1").at("2026-01-01T00:00:00Z")),
                "The last day of BGN was 2025-12-31, and this is of 2026-01-01T00:00:00Z.");
        assertThat(shop.tell(Event.invoice("in1", "ann", 3000)
                        .with("currency", "EUR")
                        .at("2026-01-01T00:00:00Z")))
                .isEqualTo("recorded");
    }

    @Test
    void a_trade_is_judged_by_when_it_was_closed() {
        shop.tell(Event.tradeOpened("t1", "ann").at("2025-12-30T00:00:00Z"));
        shop.tell(Event.tradeOpened("t2", "ann").at("2025-12-30T00:00:00Z"));
        assertThat(shop.tell(Event.tradeClosed("t1").with("currency", "BGN").at("2025-12-31T00:00:00Z")))
                .isEqualTo("recorded");
        isRefused(
                shop.answer(Event.tradeClosed("t2").with("currency", "BGN").at("2026-01-02T00:00:00Z")),
                "The last day of BGN was 2025-12-31, and this is of 2026-01-02T00:00:00Z.");
    }

    /** A table of currencies that is newer may know of an end that the one before did not. */
    @Test
    void what_was_stored_is_read_though_its_currency_has_ended_since() {
        var payload = leva("in1").at("2026-02-01T00:00:00Z").told(shop.now()).toString();
        assertThat(reader.stored(payload, "").fact().asInvoice())
                .hasValueSatisfying(
                        invoice -> assertThat(invoice.charge().currency()).isEqualTo("BGN"));
    }
}
