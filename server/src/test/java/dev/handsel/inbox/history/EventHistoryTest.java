package dev.handsel.inbox.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was told can be found again. */
class EventHistoryTest extends HistoryScene {

    private List<String> ids(String filter) {
        return shop.all("/v1/events?" + filter).stream()
                .map(event -> event.get("id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void the_newest_come_first_and_each_once() {
        var told = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            var event = Event.login("ann");
            shop.tell(event);
            told.addFirst(event.id());
        }
        assertThat(ids("")).isEqualTo(told);
        assertThat(ids("limit=2")).isEqualTo(told);
        assertThat(shop.getAsManager("/v1/events?program=" + shop.id()).json().get("data"))
                .hasSize(7);
    }

    @Test
    void they_are_found_by_what_became_of_them() {
        var signup = Event.signup("ann").with("coupon", nora.coupon());
        var organic = Event.signup("bob").with("code", "nobodys");
        var invoice = Event.invoice("in1", "ann", 3000);
        var again = invoice.again();
        var other = invoice.again().sold(9, 1);
        var parked = Event.refund("in9", 100);
        shop.tellAll(signup, organic, invoice, again, other, parked);
        shop.tell(signup.with("coupon", "OTHER"));
        assertThat(ids("result=parked")).containsExactly(parked.id());
        assertThat(ids("result=not_attributed")).containsExactly(organic.id());
        assertThat(ids("result=quarantined")).containsExactlyInAnyOrder(other.id(), signup.id());
        assertThat(ids("result=recorded")).containsExactlyInAnyOrder(signup.id(), invoice.id());
        assertThat(ids("type=refund")).containsExactly(parked.id());
        assertThat(ids("customer=bob&result=not_attributed")).containsExactly(organic.id());
        assertThat(ids("customer=ann&type=invoice_paid")).containsExactlyInAnyOrder(invoice.id(), other.id());
        assertThat(shop.get("/v1/events?result=lost").status()).isEqualTo(400);
    }

    @Test
    void each_has_its_reason() {
        shop.tellAll(
                Event.signup("ann").with("code", "nobodys"),
                Event.signup("bob").with("coupon", nora.coupon()),
                Event.invoice("in1", "bob", 3000),
                Event.invoice("in1", "bob", 4000));
        assertThat(shop.all("/v1/events?").stream()
                        .map(event -> event.get("result").asString() + " "
                                + event.get("reason").asString()))
                .containsExactlyInAnyOrder(
                        "not_attributed unknown_code",
                        "recorded coupon",
                        "recorded coupon",
                        "quarantined invoice_exists");
    }

    @Test
    void what_was_released_and_contradicts_is_listed_once() {
        var first = Event.disputed("in1", "d1", 500);
        var other = first.again().with("amount", 700);
        shop.tellAll(first, other);
        shop.tellAll(Event.signup("ann").with("coupon", nora.coupon()), Event.invoice("in1", "ann", 3000));
        assertThat(ids("result=quarantined")).containsExactly(other.id());
        assertThat(event(other).get("reason").asString()).isEqualTo("dispute_exists");
    }

    @Test
    void another_programmes_events_are_unknown() {
        var login = Event.login("ann");
        shop.tell(login);
        var other = scene.shop();
        assertThat(other.get("/v1/events/" + login.id()).status()).isEqualTo(404);
        assertThat(other.get("/v1/events/" + login.id() + "?program=" + shop.id())
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/v1/events?program=" + shop.id()).status()).isEqualTo(404);
        assertThat(shop.getAsManager("/v1/events").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe:evt_1:0", "with blank", "übung", "a;b=c", "50%", "-", "a/b", "..", "x?y#z", "\\"})
    void any_id_can_be_asked_for(String id) {
        shop.tell(Event.login("ann").with("id", id));
        var inPath = id.matches("[^/\\\\;.%]+") && !id.equals("-");
        var path = inPath ? encoded(id) : "-?event=" + encoded(id);
        var reply = shop.get("/v1/events/" + path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("id").asString()).isEqualTo(id);
    }

    @Test
    void events_of_a_programme_that_is_none_are_not_found() {
        var unknown = "/v1/events?program=" + ProgramId.fresh();
        assertThat(shop.getAsManager(unknown).status()).isEqualTo(404);
    }

    @Test
    void a_cursor_that_is_none_is_refused() {
        for (var cursor : List.of("KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlafHg", "eA", "2026")) {
            assertThat(shop.get("/v1/events?after=" + cursor).status())
                    .as(cursor)
                    .isEqualTo(400);
        }
    }
}
