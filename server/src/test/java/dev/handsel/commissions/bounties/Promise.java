package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A programme that promises 500 for traders, and what Nora earned in it, who brought Ann and Bob. It is 25 January. */
record Promise(Shop shop, Shop.Affiliate nora) {

    static Promise of(EventScene scene) {
        var shop = scene.shop();
        var nora = shop.affiliate("nora");
        shop.ruleSet(rules("v1", "2026-01-01T00:00:00Z", 10, Map.of("USD", 500)));
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        shop.moveTo("2026-01-25T00:00:00Z");
        return new Promise(shop, nora);
    }

    static Map<String, Object> rules(String version, String from, int holdDays, Map<String, ?> bounty) {
        var rules = new HashMap<String, Object>(Map.of(
                "version", version,
                "effective_from", from,
                "first_rate_bp", 3000,
                "recurring_rate_bp", 1500,
                "bonus_rate_bp", 500,
                "bonus_from_month", 4,
                "hold_days", holdDays,
                "gap_grace_days", 30,
                "attribution_window_days", 30));
        if (!bounty.isEmpty()) {
            rules.put("first_trade_bounty", bounty);
        }
        return rules;
    }

    /** The lines that count, as {@code ann BOUNTY 500 USD due 2026-01-13 by v1 pending}. */
    List<String> lines() {
        return counting().stream()
                .map(line -> "%s %s%s %d %s due %s by %s %s"
                        .formatted(
                                line.get("customer").asString(),
                                line.has("invoice") ? line.get("invoice").asString() + " " : "",
                                line.get("kind").asString(),
                                line.get("amount").asLong()
                                        - line.get("reversed").asLong(),
                                line.get("currency").asString(),
                                line.get("mature_at").asString().substring(0, 10),
                                line.get("rule_version").asString(),
                                line.get("state").asString()))
                .sorted()
                .toList();
    }

    List<JsonNode> counting() {
        return shop.commissions(nora).stream()
                .filter(line -> !line.get("recomputed").asBoolean())
                .toList();
    }

    List<String> words(JsonNode line) {
        return shop.explanation(line)
                .get("words")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    void agreed(Map<String, ?> conditions) {
        var terms = Map.of("level", "program", "effective_from", "2026-01-01T00:00:00Z", "conditions", conditions);
        var reply = shop.asManager("/v1/programs/" + shop.id() + "/terms", terms);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }
}
