package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant and the manager of their programme, who talk to the server over HTTP only. */
public final class Shop {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Client client;
    private final String manager;
    private final String id;
    private final String merchant;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private Instant now;

    Shop(Client client, String manager, String id, String key, Instant now) {
        this.client = client;
        this.manager = manager;
        this.id = id;
        this.merchant = "Bearer " + key;
        this.now = now;
    }

    /** Somebody who refers. */
    public record Affiliate(String id, String name, String code, String coupon, String email) {}

    public String id() {
        return id;
    }

    /** A suffix that nobody else uses. */
    public String tag() {
        return tag;
    }

    public Instant now() {
        return now;
    }

    /** An affiliate with a code, a coupon and an address after their name, and a payout account that works. */
    public Affiliate affiliate(String name) {
        var who = new Affiliate(
                "", name, name + "-" + tag, (name + "10" + tag).toUpperCase(Locale.ROOT), name + "@aff.example");
        var made = asMerchant(
                "/v1/affiliates",
                Map.of(
                        "external_id",
                        name,
                        "email",
                        who.email(),
                        "code",
                        who.code(),
                        "coupons",
                        List.of(who.coupon())));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var affiliate = new Affiliate(made.json().get("id").asString(), name, who.code(), who.coupon(), who.email());
        payoutsEnabled(affiliate, true);
        return affiliate;
    }

    public void payoutsEnabled(Affiliate affiliate, boolean enabled) {
        done(asMerchant(
                "/v1/affiliates/" + affiliate.id() + "/payout_account/simulate", Map.of("payouts_enabled", enabled)));
    }

    /** A customer whom this affiliate brought by coupon. */
    public void brought(Affiliate affiliate, String customer) {
        assertThat(tell(Event.signup(customer).with("coupon", affiliate.coupon())))
                .isEqualTo("recorded");
    }

    /** Moves the programme's clock. */
    public void moveTo(String instant) {
        now = Instant.parse(instant);
        done(asManager("/v1/programs/" + id + "/clock", Map.of("now", instant)));
    }

    public void moveDays(long days) {
        moveTo(now.plusSeconds(days * 86_400).toString());
    }

    public void ruleSet(Map<String, Object> rules) {
        done(asManager("/v1/programs/" + id + "/rule_sets", rules));
    }

    /** Tells one event, and says what became of it. */
    public String tell(Event event) {
        return answer(event).path("result").asString();
    }

    /** Tells one event by itself; the whole answer to it. */
    public JsonNode answer(Event event) {
        return answers(List.of(event)).getFirst();
    }

    /** Tells these in one request; what became of each. */
    public List<String> tellAll(Event... events) {
        return tellAll(Arrays.asList(events));
    }

    public List<String> tellAll(List<Event> events) {
        return answers(events).stream()
                .map(answer -> answer.path("result").asString())
                .toList();
    }

    public List<JsonNode> answers(List<Event> events) {
        var reply = post(requestOf(events));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("events").valueStream().toList();
    }

    /** The body of a request with these events. */
    public String requestOf(List<Event> events) {
        var told = events.stream().map(event -> event.told(now)).toList();
        if (told.size() == 1) {
            return told.getFirst().toString();
        }
        var body = JSON.createObjectNode();
        var list = body.putArray("events");
        told.forEach(event -> list.add(event.json()));
        return body.toString();
    }

    /** Posts a body as events. */
    public Reply post(String body) {
        return client.post("/v1/events", body, "Authorization", merchant);
    }

    public Reply get(String path) {
        return client.get(path, "Authorization", merchant);
    }

    public Reply getAsManager(String path) {
        return client.get(path, "Authorization", manager);
    }

    public Reply asMerchant(String path, Object body) {
        return post(path, body, merchant);
    }

    public Reply asManager(String path, Object body) {
        return post(path, body, manager);
    }

    /** As somebody else whose credentials these are. */
    public Reply as(String who, String path, Object body) {
        return post(path, body, who);
    }

    private Reply post(String path, Object body, String who) {
        return client.post(
                path,
                JSON.writeValueAsString(body),
                "Authorization",
                who,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    static JsonNode done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
        return reply.json();
    }

    /** Everything a list holds, over all its pages. */
    public List<JsonNode> all(String path) {
        var found = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = done(get(path + (path.contains("?") ? "&" : "?") + "limit=100" + after));
            page.get("data").forEach(found::add);
            after = page.get("has_more").asBoolean()
                    ? "&after=" + page.get("next_cursor").asString()
                    : "";
        } while (!after.isEmpty());
        return found;
    }

    /** The affiliate's commission lines as they are, in no order. */
    public List<JsonNode> commissions(Affiliate affiliate) {
        return all("/v1/affiliates/" + affiliate.id() + "/commissions");
    }

    /** Each line as {@code in1 FIRST 900}, in alphabetic order. */
    public List<String> lines(Affiliate affiliate) {
        return lines(
                affiliate,
                line -> "%s %s %d"
                        .formatted(
                                line.get("invoice").asString(),
                                line.get("kind").asString(),
                                line.get("amount").asLong()));
    }

    public List<String> lines(Affiliate affiliate, Function<JsonNode, String> text) {
        return commissions(affiliate).stream().map(text).sorted().toList();
    }

    /** A member of the affiliate's line of this kind for this invoice. */
    public JsonNode line(Affiliate affiliate, String invoice, String kind) {
        return commissions(affiliate).stream()
                .filter(line -> line.get("invoice").asString().equals(invoice))
                .filter(line -> line.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** What the affiliate is owed, as {@code USD pending 900}; only what is not 0, of any stage, in alphabetic order. */
    public List<String> owed(Affiliate affiliate) {
        var owed = new ArrayList<String>();
        balances(affiliate)
                .forEach((currency, balance) -> balance.properties().stream()
                        .filter(member -> member.getValue().isNumber()
                                && member.getValue().asLong() != 0)
                        .forEach(member -> owed.add(currency + " " + member.getKey() + " " + member.getValue())));
        return owed.stream().sorted().toList();
    }

    public Map<String, JsonNode> balances(Affiliate affiliate) {
        var found = new TreeMap<String, JsonNode>();
        done(get("/v1/affiliates/" + affiliate.id() + "/balances"))
                .get("balances")
                .forEach(balance -> found.put(balance.get("currency").asString(), balance));
        return found;
    }

    public JsonNode balance(Affiliate affiliate, String currency) {
        return Objects.requireNonNull(balances(affiliate).get(currency));
    }

    public long stat(Affiliate affiliate, String member) {
        return done(get("/v1/affiliates/" + affiliate.id() + "/stats"))
                .get(member)
                .asLong();
    }

    public JsonNode explanation(JsonNode line) {
        return done(get("/v1/commissions/" + line.get("id").asString() + "/explanation"));
    }

    /** The affiliate's payouts, the oldest first. */
    public List<JsonNode> payouts(Affiliate affiliate) {
        return all("/v1/payouts?affiliate=" + affiliate.id()).reversed();
    }

    /** Asks the provider for everything that is payable, and lets it succeed. */
    public void paidOut(Affiliate affiliate) {
        done(asManager("/v1/programs/" + id + "/payouts/run", Map.of()));
        var payout = payouts(affiliate).getLast().get("id").asString();
        done(asMerchant("/v1/payouts/" + payout + "/simulate", Map.of("outcome", "transfer_created")));
    }

    /** What the audit log holds about an object, in order. */
    public List<String> audited(String object) {
        return done(getAsManager("/v1/audit?limit=100&object=" + object))
                .get("data")
                .valueStream()
                .map(entry -> entry.get("action").asString())
                .toList()
                .reversed();
    }

    public JsonNode verdict() {
        return done(getAsManager("/v1/ledger/verify"));
    }
}
