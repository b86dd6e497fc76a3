package dev.handsel.inbox.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.inbox.events.Event;
import dev.handsel.testing.StatementCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One event is shown with all that became of it. */
class ShownEventTest extends HistoryScene {

    @Autowired
    JdbcClient jdbc;

    @Test
    void one_comes_with_all_that_followed() {
        shop.brought(nora, "ann");
        var invoice = Event.invoice("in1", "ann", 3000);
        var refund = Event.refund("in1", 1000);
        shop.tellAll(invoice, refund);
        var shown = event(invoice);
        assertThat(shown.get("payload").get("lines").get(0).get("amount").asLong())
                .isEqualTo(3000);
        assertThat(shown.get("affiliate").asString()).isEqualTo(nora.id());
        var line = shown.get("commissions").get(0);
        assertThat(line.get("line").get("amount").asLong()).isEqualTo(900);
        assertThat(line.get("bookings")
                        .valueStream()
                        .map(booking -> booking.get("kind").asString()))
                .containsExactly("accrual", "clawback");
        assertThat(shown.get("audit")
                        .valueStream()
                        .map(entry -> entry.get("action").asString()))
                .contains("commission.clawed_back");
        assertThat(event(refund).get("commissions")).hasSize(1);
    }

    @Test
    void a_signup_shows_whose_the_customer_became() {
        var signup = Event.signup("ann").with("coupon", nora.coupon());
        shop.tell(signup);
        assertThat(event(signup).get("audit").get(0).get("action").asString()).isEqualTo("customer.attributed");
    }

    @Test
    void what_contradicted_it_stands_beside_it() {
        var first = Event.refund("in1", 100);
        shop.tell(first);
        shop.tell(first.with("amount", 200));
        var shown = event(first);
        assertThat(shown.get("payload").get("amount").asLong()).isEqualTo(100);
        assertThat(shown.get("contradictions")
                        .get(0)
                        .get("payload")
                        .get("amount")
                        .asLong())
                .isEqualTo(200);
        assertThat(shown.get("contradictions").get(0).get("reason").asString()).isEqualTo("event_exists");
    }

    @Test
    void an_event_named_after_something_shows_nothing_that_was_done_to_it() {
        shop.asMerchant("/v1/affiliates/" + nora.id() + "/payout_account/simulate", Map.of("payouts_enabled", false));
        jdbc.sql("""
                insert into audit_entry (id, at, actor, action, object, body)
                values (:id, now(), 'account:x', 'account.changed', :object, cast(:body as jsonb))
                """)
                .param("id", AuditEntryId.fresh().value())
                .param("object", nora.id())
                .param("body", "{\"program\": \"" + shop.id() + "\"}")
                .update();
        shop.tell(Event.login("ann").with("id", nora.id()));
        shop.tell(Event.login("bob").with("id", nora.id()));
        assertThat(shop.get("/v1/events/" + nora.id())
                        .json()
                        .get("audit")
                        .valueStream()
                        .map(entry -> entry.get("action").asString()))
                .containsExactly("event.quarantined");
    }

    @Test
    void a_refund_that_failed_shows_the_lines_of_its_invoice() {
        shop.brought(nora, "ann");
        var refund = Event.refund("in1", 1000).with("refund", "re1");
        var failed = Event.refundFailed("re1");
        shop.tellAll(Event.invoice("in1", "ann", 3000), refund);
        shop.tell(failed);
        assertThat(event(failed).get("commissions")).hasSize(1);
    }

    @Test
    void many_lines_cost_as_many_statements_as_one() {
        shop.brought(nora, "ann");
        var one = Event.invoice("in1", "ann", 3000);
        var year = Event.renewal("in2", "ann", 36_000)
                .with(
                        "lines",
                        List.of(Map.of(
                                "amount", 36_000, "period_start", shop.now().toString(), "months", 12)));
        shop.tellAll(one, year);
        assertThat(event(year).get("commissions").size())
                .isGreaterThan(event(one).get("commissions").size());
        assertThat(cost(year)).isEqualTo(cost(one));
    }

    private int cost(Event event) {
        return StatementCount.of(() -> event(event)).total();
    }
}
