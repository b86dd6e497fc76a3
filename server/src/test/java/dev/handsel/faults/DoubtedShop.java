package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.testing.Client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A test programme at server processes. Nora has brought ann, bob, dan and eve, for whom 300, 600, 900 and 300 are payable; what is
 * told next holds ann and dan, and blocks bob.
 */
final class DoubtedShop {

    static final long OF_BOB = 600;
    static final long OF_DAN = 900;
    static final long ALL = 2_100;

    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String id;
    private final String key;
    private Instant now;
    private String nora = "";

    private DoubtedShop(String id, String key, Instant now) {
        this.now = now;
        this.id = id;
        this.key = key;
    }

    /** What is told, one after the other: ann is held, bob is blocked, dan is held, dan is held no more. */
    enum Chapter {
        ANN_IS_HELD(1),
        BOB_IS_BLOCKED(3),
        DAN_IS_HELD(5),
        DAN_IS_RELEASED(7);

        private final int hour;

        Chapter(int hour) {
            this.hour = hour;
        }
    }

    /** Opened at this server, with commissions that are payable, and nobody doubted. */
    static DoubtedShop open(Replica server) {
        var shop = empty(server, OPENED, 30);
        shop.begin(server);
        return shop;
    }

    /** Opened at this server, where nothing has happened. */
    static DoubtedShop empty(Replica server, Instant clock, int holdDays) {
        var made = server.client()
                .post("/v1/programs", """
                {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/", "hold_days": %d,
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "payout_minimums": {},
                 "payout_schedule": "manual", "payout_provider": "simulated", "clock": "%s",
                 "attribution": {"model": "last_click", "window_days": 30, "match_device": true}}
                """.formatted(holdDays, clock), "Authorization", "Bearer " + server.owner());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return new DoubtedShop(
                made.json().get("id").asString(), made.json().get("api_key").asString(), clock);
    }

    private void begin(Replica server) {
        var made = done(asMerchant(server, "/v1/affiliates", Map.of("external_id", "nora", "code", "nora")));
        nora = made.json().get("id").asString();
        payTo(server, nora);
        tell(server, List.of(Event.signup("nora").with("device", "of-nora").at(OPENED.toString())));
        move(server, Duration.ofHours(1));
        var at = now.toString();
        var events = Stream.of("ann", "bob", "dan", "eve")
                .map(name -> Event.signup(name).with("code", "nora").with("device", "of-" + name));
        tell(
                server,
                Stream.concat(
                                events,
                                Stream.of(
                                        invoice("a1", "ann", 1_000),
                                        invoice("b1", "bob", 2_000),
                                        invoice("d1", "dan", 3_000),
                                        invoice("e1", "eve", 1_000)))
                        .map(event -> event.at(at))
                        .toList());
        move(server, Duration.ofDays(40).plusHours(11));
    }

    private static Event invoice(String invoice, String customer, long amount) {
        return Event.of("invoice_paid")
                .with("customer", customer)
                .with("invoice", invoice)
                .with("currency", "USD")
                .with("reason", "create")
                .with("tax", 0)
                .line(amount, 1, OPENED.toString());
    }

    /** The events of a chapter, a minute apart, the last of which is nobody's whom it is about. */
    List<Event> events(Chapter chapter) {
        var told = switch (chapter) {
            case ANN_IS_HELD ->
                List.of(
                        terminal("nora", "t1", "b1"),
                        terminal("ann", "t1", "b2"),
                        invoice("n2", "nora", 1_000).with("payment_fingerprint", "card"),
                        invoice("a2", "ann", 1_000).with("reason", "cycle").with("payment_fingerprint", "card"));
            case BOB_IS_BLOCKED -> List.of(terminal("nora", "t3", "b3"), terminal("bob", "t4", "b3"));
            case DAN_IS_HELD -> logins("dan", "of-nora", 6);
            case DAN_IS_RELEASED -> logins("dan", "of-dan", 40);
        };
        var start = now.plus(Duration.ofHours(chapter.hour - 12L));
        return Stream.concat(
                        IntStream.range(0, told.size())
                                .mapToObj(i -> told.get(i)
                                        .at(start.plus(Duration.ofMinutes(i)).toString())),
                        Stream.of(Event.login("zed")
                                .at(start.plus(Duration.ofHours(1)).toString())))
                .toList();
    }

    private static Event terminal(String customer, String terminal, String account) {
        return Event.terminal(customer).with("terminal", terminal).with("broker_account", account);
    }

    private static List<Event> logins(String customer, String device, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> Event.login(customer).with("ip", "198.51.100.4").with("device", device))
                .toList();
    }

    String id() {
        return id;
    }

    UUID uuid() {
        return ProgramId.parse(id).value();
    }

    void tell(Replica server, List<Event> events) {
        assertThat(tellLines(server, events.stream().map(Event::toString).toList()))
                .isSubsetOf(Set.of("recorded", "not_attributed"));
    }

    /** Tells these in one request; what became of each. */
    List<String> tellLines(Replica server, List<String> events) {
        var body = "{\"events\": [" + String.join(",", events) + "]}";
        var reply = server.client().post("/v1/events", body, "Authorization", "Bearer " + key);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .get("events")
                .valueStream()
                .map(answer -> answer.get("result").asString())
                .toList();
    }

    /** Money can be sent to this affiliate. */
    void payTo(Replica server, String affiliate) {
        done(asMerchant(
                server, "/v1/affiliates/" + affiliate + "/payout_account/simulate", Map.of("payouts_enabled", true)));
    }

    /** Moves the programme's clock, before which all that was told is judged. */
    void move(Replica server, Duration time) {
        now = now.plus(time);
        moveTo(server, now);
    }

    Instant now() {
        return now;
    }

    void moveTo(Replica server, Instant instant) {
        done(asOwner(server, "/v1/programs/" + id + "/clock", Map.of("now", instant.toString())));
    }

    /** Asks for all that is payable without any doubt. */
    Reply ask(Replica server) {
        return asMerchant(
                server, "/v1/payouts", Map.of("program", id, "affiliate", nora, "currency", "USD", "amount", ALL));
    }

    Reply run(Replica server) {
        return asOwner(server, "/v1/programs/" + id + "/payouts/run", Map.of());
    }

    /** What the provider of this payout does. */
    Reply simulate(Replica server, String payout, String outcome) {
        return asMerchant(server, "/v1/payouts/" + payout + "/simulate", Map.of("outcome", outcome));
    }

    Reply cancel(Replica server, String payout) {
        return asOwner(server, "/v1/payouts/" + payout + "/cancel", Map.of());
    }

    /** What cases propose to take back, each as {@code b1 600}. */
    List<String> clawBacks(Replica server) {
        return get(server, "/v1/fraud/cases?program=" + id)
                .json()
                .get("data")
                .valueStream()
                .map(one -> get(server, "/v1/fraud/cases/" + one.get("id").asString())
                        .json())
                .flatMap(one -> one.get("claw_back_proposals").valueStream())
                .map(one ->
                        one.get("invoice").asString() + " " + one.get("amount").asLong())
                .toList();
    }

    private Reply get(Replica server, String path) {
        return done(server.client().get(path, "Authorization", "Bearer " + server.owner()));
    }

    private Reply asMerchant(Replica server, String path, Map<String, ?> body) {
        return post(server, path, body, key);
    }

    private Reply asOwner(Replica server, String path, Map<String, ?> body) {
        return post(server, path, body, server.owner());
    }

    private static Reply post(Replica server, String path, Map<String, ?> body, String who) {
        return server.client()
                .post(
                        path,
                        JSON.writeValueAsString(body),
                        "Authorization",
                        "Bearer " + who,
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
    }

    static Reply done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
        return reply;
    }
}
