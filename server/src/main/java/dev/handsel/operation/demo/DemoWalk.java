package dev.handsel.operation.demo;

import static dev.handsel.operation.demo.Narrator.dollars;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * From a new programme to a paid affiliate and back: every step is a call of the API, and every amount is checked. Uses a
 * test programme with the simulated provider, so that months pass in a second and no money moves.
 */
public final class DemoWalk {

    private static final long PRICE = 4_900;
    private static final long FIRST = 1_470;
    private static final long SECOND = 735;
    private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

    private final DemoClient client;
    private final Narrator narrator;
    private final String manager;
    private final String affiliateToken;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /**
     * A walk on the server at this address, which pays through this simulated Stripe.
     *
     * @param manager token of somebody who may make programmes and approve payouts
     * @param affiliate token of somebody without any role
     */
    public static void run(URI server, SimulatedStripe stripe, String manager, String affiliate, PrintWriter out) {
        stripe.tell(server);
        try (var client = new DemoClient(server)) {
            var walk = new DemoWalk(client, new Narrator(out), manager, affiliate);
            walk.walk();
            new StripeWalk(client, walk.narrator, stripe, manager, affiliate).walk();
            walk.verify();
        }
    }

    private DemoWalk(DemoClient client, Narrator narrator, String manager, String affiliateToken) {
        this.client = client;
        this.narrator = narrator;
        this.manager = manager;
        this.affiliateToken = affiliateToken;
    }

    /** A programme, its API key, and an affiliate in it. */
    private record Scene(String program, String key, String affiliate, String customer) {}

    private void walk() {
        var program = program();
        var scene = join(program);
        var click = click(scene, program.path("slug").asString());
        signUp(scene, click);
        firstMonth(scene);
        secondMonth(scene);
        mature(scene);
        pay(scene);
        refund(scene);
    }

    private JsonNode program() {
        narrator.chapter("A programme");
        var program = new DemoProgram("Demo shop", "demo-" + run, "simulated", true, START).make(client, manager);
        narrator.say("The shop pays 30 % of a customer's first month, 15 % of every later one, and 5 % on top from");
        narrator.say("the fourth. What is earned is held for 30 days, in case the customer wants the money back.");
        narrator.say("It is a test programme: its clock stands at " + START + " until we move it.");
        narrator.say("programme " + program.path("id").asString());
        return program;
    }

    private Scene join(JsonNode program) {
        narrator.chapter("Nora joins as an affiliate");
        var id = program.path("id").asString();
        var nora = client.post(affiliateToken, "/v1/affiliates", Map.of("program", id, "code", "nora"));
        narrator.say("Her link is " + nora.path("share_url").asString());
        return new Scene(id, program.path("api_key").asString(), nora.path("id").asString(), "customer-" + run);
    }

    private String click(Scene scene, String slug) {
        narrator.chapter("Somebody clicks it");
        var landing = client.follow("/r/" + slug + "/nora");
        narrator.say("and arrives at " + landing);
        var stats = client.get(scene.key(), "/v1/affiliates/" + scene.affiliate() + "/stats");
        narrator.say("Clicks so far: " + stats.path("clicks").asLong() + ".");
        var query = String.valueOf(landing.getQuery());
        return query.substring(query.indexOf("click_id=") + "click_id=".length());
    }

    private void signUp(Scene scene, String click) {
        narrator.chapter("The visitor signs up");
        event(scene, "signup", START, Map.of("customer", scene.customer(), "click_id", click));
        narrator.say("The shop reports it with the click's id; from now on " + scene.customer() + " is Nora's.");
    }

    private void firstMonth(Scene scene) {
        narrator.chapter("The first invoice is paid");
        invoice(scene, "invoice-1-" + run, "create", START);
        narrator.say(dollars(PRICE) + " for the first month, of which Nora earns 30 %: " + dollars(FIRST) + ".");
        explain(scene);
        expect("pending", FIRST, scene);
    }

    private void secondMonth(Scene scene) {
        narrator.chapter("A month later the second invoice is paid");
        var at = START.plus(Duration.ofDays(31));
        clock(scene, at);
        invoice(scene, "invoice-2-" + run, "cycle", at);
        narrator.say(dollars(PRICE) + " again, of which Nora now earns 15 %: " + dollars(SECOND) + ".");
        explain(scene);
        narrator.say("The first commission is older than 30 days by now and has become payable:");
        expect("payable", FIRST, scene);
        expect("pending", SECOND, scene);
    }

    private void mature(Scene scene) {
        narrator.chapter("The clock moves on by 30 days");
        clock(scene, START.plus(Duration.ofDays(61)));
        narrator.say("Everything is past its holding period:");
        expect("payable", FIRST + SECOND, scene);
    }

    private void pay(Scene scene) {
        narrator.chapter("Nora asks for her money");
        client.post(
                manager,
                "/v1/affiliates/" + scene.affiliate() + "/payout_account/simulate",
                Map.of("payouts_enabled", true));
        var payout = client.post(affiliateToken, "/v1/payouts", Map.of("program", scene.program(), "currency", "USD"));
        var path = "/v1/payouts/" + payout.path("id").asString();
        narrator.say("payout " + payout.path("id").asString() + " of "
                + dollars(payout.path("amount").asLong()) + ": "
                + payout.path("state").asString());
        expect("in_flight", FIRST + SECOND, scene);

        narrator.chapter("Somebody else approves it");
        var approved = client.post(manager, path + "/approve", Map.of());
        narrator.say("Two people are needed in this programme. The payout is "
                + approved.path("state").asString() + ".");

        narrator.chapter("The provider sends it");
        client.post(manager, path + "/simulate", Map.of("outcome", "transfer_created"));
        narrator.say("The simulated provider says: transferred. The payout is "
                + client.get(manager, path).path("state").asString() + ".");
        expect("paid", FIRST + SECOND, scene);
        expect("payable", 0, scene);
    }

    private void refund(Scene scene) {
        narrator.chapter("The customer gets the second month back");
        var at = START.plus(Duration.ofDays(62));
        clock(scene, at);
        event(scene, "refund", at, Map.of("invoice", "invoice-2-" + run, "amount", PRICE));
        narrator.say(
                "Exactly what Nora earned on it is taken back, " + dollars(SECOND) + ". She has been paid already,");
        narrator.say("so it is carried forward and taken from what she earns next:");
        expect("payable", -SECOND, scene);
        expect("clawed_back", SECOND, scene);
    }

    private void verify() {
        narrator.chapter("The books are checked");
        var report = client.get(manager, "/v1/ledger/verify");
        if (!report.path("ok").asBoolean()) {
            throw new IllegalStateException("The ledger does not add up: " + report);
        }
        narrator.say(report.path("checked").path("transactions").asLong() + " transactions, "
                + report.path("checked").path("postings").asLong() + " postings: everything adds up.");
    }

    private void invoice(Scene scene, String invoice, String reason, Instant at) {
        event(
                scene,
                "invoice_paid",
                at,
                Map.of(
                        "customer",
                        scene.customer(),
                        "invoice",
                        invoice,
                        "currency",
                        "USD",
                        "reason",
                        reason,
                        "tax",
                        0,
                        "lines",
                        List.of(Map.of("amount", PRICE, "period_start", at.toString(), "months", 1))));
    }

    private void event(Scene scene, String type, Instant at, Map<String, ?> members) {
        var event = new java.util.TreeMap<String, Object>(members);
        event.put("id", "event-" + UUID.randomUUID());
        event.put("type", type);
        event.put("occurred_at", at.toString());
        var result =
                client.post(scene.key(), "/v1/events", event).path("events").path(0);
        if (!result.path("result").asString().equals("recorded")) {
            throw new IllegalStateException("The event " + type + " was answered by " + result);
        }
    }

    private void clock(Scene scene, Instant to) {
        client.post(manager, "/v1/programs/" + scene.program() + "/clock", Map.of("now", to.toString()));
        narrator.say("It is " + to + " now.");
    }

    /** In the server's own words. */
    private void explain(Scene scene) {
        var newest = client.get(affiliateToken, "/v1/affiliates/me/commissions?limit=1&program=" + scene.program())
                .path("data")
                .path(0)
                .path("id")
                .asString();
        client.get(affiliateToken, "/v1/commissions/" + newest + "/explanation")
                .path("words")
                .forEach(sentence -> narrator.say("  > " + sentence.asString()));
    }

    private void expect(String figure, long wanted, Scene scene) {
        var balance = client.get(scene.key(), "/v1/affiliates/" + scene.affiliate() + "/balances")
                .path("balances")
                .path(0);
        long found = balance.path(figure).asLong();
        narrator.say(figure + ": " + dollars(found));
        if (found != wanted) {
            throw new IllegalStateException(figure + " should be " + dollars(wanted) + " and is " + dollars(found));
        }
    }
}
