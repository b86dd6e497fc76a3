package dev.handsel.operation.demo;

import static dev.handsel.operation.demo.Narrator.dollars;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The same money by Stripe: an account is set up, a payout is sent, the transfer is at Stripe and in the books. */
final class StripeWalk {

    private static final long PRICE = 10_000;
    private static final long EARNED = 3_000;
    private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");
    private static final int PATIENCE = 150;

    private final DemoClient client;
    private final Narrator narrator;
    private final SimulatedStripe stripe;
    private final String manager;
    private final String affiliate;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    StripeWalk(DemoClient client, Narrator narrator, SimulatedStripe stripe, String manager, String affiliate) {
        this.client = client;
        this.narrator = narrator;
        this.stripe = stripe;
        this.manager = manager;
        this.affiliate = affiliate;
    }

    void walk() {
        var program = program();
        var id = program.path("id").asString();
        earn(id, program.path("api_key").asString());
        setUp(id);
        pay(id);
    }

    private JsonNode program() {
        narrator.chapter("Another programme pays through Stripe");
        narrator.say("A simulated Stripe takes the place of the real one; the server does not know the difference.");
        return new DemoProgram("Stripe shop", "stripe-" + run, "stripe", false, START).make(client, manager);
    }

    private void earn(String program, String key) {
        client.post(affiliate, "/v1/affiliates", Map.of("program", program, "code", "nora"));
        event(key, "signup", Map.of("customer", "customer-" + run, "code", "nora"));
        var line = Map.of("amount", PRICE, "period_start", START.toString(), "months", 1);
        event(
                key,
                "invoice_paid",
                Map.of(
                        "customer",
                        "customer-" + run,
                        "invoice",
                        "invoice-" + run,
                        "currency",
                        "USD",
                        "reason",
                        "create",
                        "tax",
                        0,
                        "lines",
                        List.of(line)));
        var later = START.plus(Duration.ofDays(31)).toString();
        client.post(manager, "/v1/programs/" + program + "/clock", Map.of("now", later));
        narrator.say("Nora has earned " + dollars(EARNED) + " in it, which is payable by now.");
    }

    private void event(String key, String type, Map<String, ?> members) {
        var event = new TreeMap<String, Object>(members);
        event.putAll(Map.of("id", "event-" + UUID.randomUUID(), "type", type, "occurred_at", START.toString()));
        client.post(key, "/v1/events", event);
    }

    private void setUp(String program) {
        narrator.chapter("Nora sets up her payout account");
        var path = "/v1/affiliates/me/payout_account?program=" + program;
        var account = client.post(affiliate, path, Map.of());
        narrator.say("Stripe asks for: " + String.join(", ", texts(account.path("requirements"))) + ".");
        stripe.fillIn(account.path("onboarding_url").asString());
        narrator.say("She opens the link and fills it in. Stripe tells the server by webhook:");
        var enabled = await(path, shown -> shown.path("payouts_enabled").asBoolean());
        narrator.say("the account is " + enabled.path("state").asString() + ".");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private void pay(String program) {
        narrator.chapter("The payout is sent");
        var payout = client.post(affiliate, "/v1/payouts", Map.of("program", program, "currency", "USD"));
        var path = "/v1/payouts/" + payout.path("id").asString();
        client.post(manager, path + "/approve", Map.of());
        var sent = await(path, shown -> shown.path("state").asString().equals("transferred"));
        var steps = sent.path("history")
                .valueStream()
                .map(step -> step.path("to").asString())
                .toList();
        narrator.say(String.join(" > ", steps));
        var reference = sent.path("reference").asString();
        var transfer = stripe.call("GET", "/v1/transfers/" + reference, "");
        narrator.say("At Stripe: " + reference + ", "
                + dollars(transfer.path("amount").asLong()) + " to "
                + transfer.path("destination").asString());
        if (transfer.path("amount").asLong() != EARNED || sent.path("amount").asLong() != EARNED) {
            throw new IllegalStateException("The two sides differ: " + sent + " and " + transfer);
        }
    }

    /** Asks for it until it is so. */
    private JsonNode await(String path, Predicate<JsonNode> wanted) {
        for (int time = 0; time < PATIENCE; time++) {
            var shown = client.get(affiliate, path);
            if (wanted.test(shown)) {
                return shown;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The demo was interrupted", e);
            }
        }
        throw new IllegalStateException("It never came to pass: " + client.get(affiliate, path));
    }
}
