package dev.handsel.inbox.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What waits is listed with what it waits for, also when it was given up. */
@HandselTest
class WaitingTest {

    @Autowired
    EventScene scene;

    @Autowired
    WaitingFigures figures;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = scene.shop();
    }

    private List<JsonNode> waiting() {
        return shop.all("/v1/programs/" + shop.id() + "/waiting");
    }

    private List<String> waitingFor() {
        return waiting().stream()
                .map(thing -> thing.get("type").asString() + " for "
                        + thing.get("waits_for").get("kind").asString() + " "
                        + thing.get("waits_for").get("ref").asString())
                .sorted()
                .toList();
    }

    private String figures() {
        var page = shop.get("/v1/programs/" + shop.id() + "/waiting").json();
        return page.get("waiting").asLong() + " waiting, "
                + page.get("given_up").asLong() + " given up";
    }

    @Test
    void each_names_what_it_waits_for() {
        shop.tellAll(
                Event.invoice("in1", "ann", 3000),
                Event.refund("in2", 100),
                Event.disputed("in3", "d3", 100),
                Event.tradeClosed("t1"));
        shop.tellAll(Event.signup("bob"), Event.invoice("in4", "bob", 3000), Event.won("in4", "d:4"));
        assertThat(waitingFor())
                .containsExactly(
                        "dispute_opened for invoice in3",
                        "dispute_won for dispute d:4",
                        "invoice_paid for customer ann",
                        "refund for invoice in2",
                        "trade_closed for trade t1");
    }

    @Test
    void it_says_since_when_and_whose_it_is() {
        var invoice = Event.invoice("in1", "ann", 3000);
        shop.tell(invoice);
        var thing = waiting().getFirst();
        assertThat(thing.get("event").asString()).isEqualTo(invoice.id());
        assertThat(thing.get("customer").asString()).isEqualTo("ann");
        assertThat(thing.get("since").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(thing.get("given_up_at").isNull()).isTrue();
    }

    @Test
    void what_was_told_waits_no_longer() {
        shop.tell(Event.invoice("in1", "ann", 3000));
        shop.tell(Event.signup("ann"));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void after_thirty_days_it_is_given_up_and_stays_in_the_list() {
        shop.tell(Event.invoice("in1", "ann", 3000));
        shop.moveTo("2026-01-30T23:59:59Z");
        assertThat(waiting().getFirst().get("given_up_at").isNull()).isTrue();
        assertThat(figures()).isEqualTo("1 waiting, 0 given up");
        shop.moveTo("2026-03-01T00:00:00Z");
        assertThat(figures()).isEqualTo("0 waiting, 1 given up");
        assertThat(waiting().getFirst().get("given_up_at").asString()).isEqualTo("2026-01-31T00:00:00Z");
        shop.tell(Event.signup("ann"));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void a_sweep_leaves_one_entry_in_the_audit_trail() {
        var events = IntStream.range(0, 120)
                .mapToObj(i -> Event.invoice("in" + i, "ann", 3000))
                .toList();
        shop.tellAll(events);
        shop.moveDays(40);
        var entries = shop.getAsManager("/v1/audit?object=" + shop.id())
                .json()
                .get("data")
                .valueStream()
                .filter(entry -> entry.get("action").asString().equals("events.given_up"))
                .toList();
        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().get("body").get("count").asInt()).isEqualTo(120);
        assertThat(entries.getFirst().get("body").get("events")).hasSize(100);
    }

    @Test
    void pages_lead_through_all_of_them_once_the_newest_first() {
        var ids = new ArrayList<String>();
        for (int day = 0; day < 4; day++) {
            shop.tellAll(Event.refund("in1", 1), Event.refund("in2", 1), Event.refund("ü", 1));
            shop.moveDays(1);
        }
        var after = "";
        var times = new ArrayList<String>();
        do {
            var page = shop.get("/v1/programs/" + shop.id() + "/waiting?limit=5" + after)
                    .json();
            page.get("data").forEach(thing -> ids.add(thing.get("event").asString()));
            page.get("data").forEach(thing -> times.add(thing.get("since").asString()));
            after = page.get("has_more").asBoolean()
                    ? "&after=" + page.get("next_cursor").asString()
                    : "";
        } while (!after.isEmpty());
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
        assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void what_an_older_version_let_wait_for_the_first_month_goes_on_with_the_next_invoice() {
        var update = Event.update("up1", "ann", 1000);
        shop.tell(update);
        jdbc.sql("update event set waits_for = 'months:ann' where id = :id")
                .param("id", update.id())
                .update();
        assertThat(waitingFor()).containsExactly("invoice_paid for customer ann");
        var nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("in1", "ann", 3000));
        assertThat(waiting()).isEmpty();
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900", "up1 FIRST 300");
    }

    @Test
    void figures_count_both() {
        figures.refresh();
        double waiting = meters.get("handsel.events.waiting").gauge().value();
        double givenUp = meters.get("handsel.events.given.up").gauge().value();
        shop.tell(Event.invoice("in1", "ann", 3000));
        figures.refresh();
        assertThat(meters.get("handsel.events.waiting").gauge().value()).isGreaterThan(waiting);
        shop.moveDays(31);
        figures.refresh();
        assertThat(meters.get("handsel.events.given.up").gauge().value()).isGreaterThan(givenUp);
    }
}
