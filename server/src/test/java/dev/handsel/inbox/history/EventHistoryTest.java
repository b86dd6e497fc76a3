package dev.handsel.inbox.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was told can be found again, with what became of it. */
@HandselTest
class EventHistoryTest {

    @Autowired
    EventScene scene;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    @Value("${handsel.public-url}")
    String url;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
    }

    private List<String> ids(String filter) {
        return shop.all("/v1/events?" + filter).stream()
                .map(event -> event.get("id").asString())
                .toList();
    }

    private JsonNode event(Event event) {
        return shop.get("/v1/events/" + event.id()).json();
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
    void what_was_released_and_contradicts_is_listed_once() {
        var first = Event.disputed("in1", "d1", 500);
        var other = first.again().with("amount", 700);
        shop.tellAll(first, other);
        shop.tellAll(Event.signup("ann").with("coupon", nora.coupon()), Event.invoice("in1", "ann", 3000));
        assertThat(ids("result=quarantined")).containsExactly(other.id());
        assertThat(event(other).get("reason").asString()).isEqualTo("dispute_exists");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OWNER", "MANAGER", "FINANCE", "ANALYST"})
    void addresses_are_for_owners_and_managers_alone(Role role) {
        var login = Event.login("ann").with("user_agent", "Netscape").with("device", "phone");
        shop.tell(login);
        var shown = new Client(url)
                .get("/v1/events/" + login.id() + "?program=" + shop.id(), "Authorization", bearers.with(role))
                .json();
        if (role == Role.OWNER || role == Role.MANAGER) {
            assertThat(shown.get("payload").get("ip").asString()).isEqualTo("192.0.2.7");
            assertThat(shown.get("withheld")).isEmpty();
        } else {
            assertThat(shown.toString()).doesNotContain("192.0.2.7", "Netscape", "phone");
            assertThat(shown.get("withheld").valueStream().map(JsonNode::asString))
                    .containsExactly("device", "ip", "user_agent");
        }
    }

    @Test
    void a_key_is_not_shown_addresses_and_an_affiliate_nothing() {
        var login = Event.login("ann");
        shop.tell(login);
        assertThat(event(login).toString()).doesNotContain("192.0.2.7");
        var affiliate = bearers.with(Role.AFFILIATE);
        var client = new Client(url);
        assertThat(client.get("/v1/events/" + login.id() + "?program=" + shop.id(), "Authorization", affiliate)
                        .status())
                .isEqualTo(403);
        assertThat(client.get("/v1/events?program=" + shop.id(), "Authorization", affiliate)
                        .status())
                .isEqualTo(403);
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
    void accounts_terminals_and_pages_are_withheld_too() {
        var opened = Event.tradeOpened("t1", "ann").with("account", "77002");
        var linked = Event.terminal("ann");
        var click = Event.click(nora.code())
                .with("url", "https://shop.example/?mail=ann")
                .with("referrer", "https://a.example/");
        shop.tellAll(opened, linked, click);
        assertThat(withheld(opened)).containsExactly("account");
        assertThat(withheld(linked)).containsExactly("broker_account", "terminal");
        assertThat(withheld(click)).contains("referrer", "url");
        assertThat(event(linked).toString()).doesNotContain("77001", "mt5-1");
    }

    private List<String> withheld(Event event) {
        return event(event)
                .get("withheld")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
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

    @Test
    void a_cursor_that_is_none_is_refused() {
        for (var cursor : List.of("KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlafHg", "eA", "2026")) {
            assertThat(shop.get("/v1/events?after=" + cursor).status())
                    .as(cursor)
                    .isEqualTo(400);
        }
    }
}
