package dev.handsel.commissions.accruals;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.inbox.events.Shop.Affiliate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A worked case that happens in a programme of its own, step by step. */
final class CommissionCase {

    private static final List<String> RULES = List.of(
            "version",
            "effective_from",
            "first_rate_bp",
            "recurring_rate_bp",
            "bonus_rate_bp",
            "bonus_from_month",
            "hold_days",
            "gap_grace_days",
            "attribution_window_days");

    final Shop shop;
    final Map<String, Affiliate> affiliates = new TreeMap<>();
    final List<String> quarantined = new ArrayList<>();

    private CommissionCase(Shop shop) {
        this.shop = shop;
    }

    /** Opens the programme and lets everything happen. */
    static CommissionCase happened(JsonNode given, JsonNode policy, EventScene scene) {
        var rules = given.get("rules");
        var start = given.get("events")
                .valueStream()
                .map(event -> event.get("at").asString())
                .min(String::compareTo)
                .orElseThrow();
        var shop = scene.shop(wish -> {
            wish.put("clock", start).set("hold_days", rules.get(0).get("hold_days"));
            wish.set("payout_minimums", policy.get("threshold"));
            ((ObjectNode) wish.get("attribution"))
                    .set("window_days", rules.get(0).get("attribution_window_days"));
        });
        rules.forEach(rule -> {
            var set = new HashMap<String, Object>();
            RULES.forEach(member -> set.put(member, rule.get(member)));
            shop.ruleSet(set);
        });
        var happening = new CommissionCase(shop);
        names(given).forEach(name -> happening.affiliates.put(name, shop.affiliate(name)));
        given.get("events").forEach(happening::step);
        return happening;
    }

    private static Set<String> names(JsonNode given) {
        var names = new TreeSet<>(given.at("/expect/affiliates").propertyNames());
        given.get("events")
                .forEach(event -> Stream.of("affiliate", "coupon_affiliate", "self_referral_of")
                        .filter(event::hasNonNull)
                        .map(member -> event.get(member).asString())
                        .forEach(names::add));
        return names;
    }

    private void step(JsonNode step) {
        var at = step.get("at").asString();
        if (at.compareTo(shop.now().toString()) > 0) {
            shop.moveTo(at);
        }
        switch (step.get("type").asString()) {
            case "click", "signup", "first_trade", "invoice_paid", "refund", "cancel" -> tell(step);
            case "dispute_opened", "dispute_won", "dispute_lost" -> tell(step);
            case "tick" -> {}
            case "payout_run" -> shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of());
            case "payout_request" ->
                shop.asMerchant(
                        "/v1/payouts",
                        Map.of(
                                "program",
                                shop.id(),
                                "affiliate",
                                affiliate(step, "affiliate").id(),
                                "currency",
                                step.get("currency")));
            case "payout_result" -> simulate(step);
            case "account" ->
                shop.payoutsEnabled(
                        affiliate(step, "affiliate"),
                        step.get("payouts_enabled").asBoolean());
            case "adjust" -> correct("adjustments", step, Map.of("amount", step.get("amount"), "reason", "goodwill"));
            case "write_off" -> correct("write_offs", step, Map.of("reason", "left the programme"));
            case String unknown -> throw new IllegalArgumentException("Unknown step " + unknown);
        }
    }

    private void tell(JsonNode step) {
        var event = event(step).at(step.get("at").asString());
        var answer = shop.answer(step.has("id") ? event.with("id", step.get("id")) : event);
        switch (answer.get("result").asString()) {
            case "invalid" -> throw new AssertionError("refused: " + answer);
            case "quarantined" -> quarantined.add(step.get("id").asString());
            case String _ -> {}
        }
    }

    private Event event(JsonNode step) {
        var customer = step.path("customer").asString("");
        var invoice = step.path("invoice").asString("");
        return switch (step.get("type").asString()) {
            case "click" ->
                Event.click(affiliate(step, "affiliate").code())
                        .with("ref", UUID.randomUUID())
                        .with("device", "dev-" + customer);
            case "signup" -> signup(step, customer);
            case "first_trade" -> Event.firstTrade(customer);
            case "refund" -> Event.refund(invoice, step.get("amount").asLong());
            case "cancel" -> Event.canceled(customer);
            case "invoice_paid" -> invoice(step);
            case String dispute -> {
                var event = Event.of(dispute)
                        .with("invoice", invoice)
                        .with("dispute", step.get("dispute").asString());
                yield step.has("amount") ? event.with("amount", step.get("amount")) : event;
            }
        };
    }

    private Event signup(JsonNode step, String customer) {
        var email = step.hasNonNull("self_referral_of")
                ? affiliate(step, "self_referral_of").email()
                : customer + "@customers.example";
        var signup = Event.signup(customer).with("device", "dev-" + customer).with("email", email);
        return step.hasNonNull("coupon_affiliate")
                ? signup.with("coupon", affiliate(step, "coupon_affiliate").coupon())
                : signup;
    }

    private static Event invoice(JsonNode step) {
        var event = Event.of("invoice_paid");
        for (var member : List.of("customer", "invoice", "currency", "reason", "tax")) {
            event = event.with(member, step.get(member));
        }
        event = event.with("credit_applied", step.path("credit_applied").asLong(0));
        for (var line : step.get("lines")) {
            event = event.line(
                    line.get("amount_ex_tax").asLong(),
                    line.get("months").asInt(),
                    line.get("period_start").asString());
        }
        return event;
    }

    private void simulate(JsonNode step) {
        var command = new HashMap<String, Object>();
        command.put("outcome", step.get("outcome").asString());
        if (step.has("amount_reversed")) {
            command.put("amount_reversed", step.get("amount_reversed"));
        }
        var payout = payout(step.get("payout").asString()).get("id").asString();
        var reply = shop.asMerchant("/v1/payouts/" + payout + "/simulate", command);
        if (reply.status() >= 300) {
            throw new AssertionError(reply.text());
        }
    }

    private void correct(String path, JsonNode step, Map<String, Object> more) {
        var body = new HashMap<>(more);
        body.put("affiliate", affiliate(step, "affiliate").id());
        body.put("currency", step.get("currency"));
        var reply = shop.asManager("/v1/ledger/" + path, body);
        if (reply.status() >= 300) {
            throw new AssertionError(reply.text());
        }
    }

    private Affiliate affiliate(JsonNode step, String member) {
        return Objects.requireNonNull(affiliates.get(step.get(member).asString()));
    }

    /** The payout that the case calls {@code A-USD-2}: the affiliate's second in that currency. */
    JsonNode payout(String name) {
        var parts = name.split("-", -1);
        var mine = shop.payouts(Objects.requireNonNull(affiliates.get(parts[0]))).stream()
                .filter(payout -> payout.get("currency").asString().equals(parts[1]))
                .toList();
        return mine.get(Integer.parseInt(parts[2]) - 1);
    }
}
