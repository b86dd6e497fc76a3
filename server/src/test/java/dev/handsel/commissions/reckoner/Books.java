package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.inbox.events.Shop.Affiliate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A real programme with the rules and terms of some histories, its clock after all of them, and those who brought everybody. */
final class Books {

    private static final int REQUEST = 500;
    private static final Set<String> OPEN = Set.of("reserved", "sending", "approved");
    private static final List<String> PARTS = List.of("pending", "payable", "in_flight", "paid");

    private final Shop shop;
    private final Map<String, Partner> partners;

    private Books(Shop shop, Map<String, Partner> partners) {
        this.shop = shop;
        this.partners = partners;
    }

    /** With its clock after all that happens. */
    static Books opened(EventScene scene, Histories histories) {
        var books = beginning(scene, histories);
        books.shop.moveTo(Histories.END.toString());
        return books;
    }

    /** With its clock before all that happens. */
    static Books beginning(EventScene scene, Histories histories) {
        var shop = scene.shop(wish -> wish.put("clock", Histories.START.toString())
                .putObject("payout_minimums")
                .put("USD", 1)
                .put("EUR", 1)
                .put("JPY", 1));
        histories.rules().forEach(rules -> shop.ruleSet(terms(rules)));
        var partners = new LinkedHashMap<String, Partner>();
        for (var name : histories.affiliates()) {
            partners.put(name, Partner.of(scene, shop, name));
        }
        new Agreeing(shop, partners).upon(histories.agreements());
        return new Books(shop, partners);
    }

    private static Map<String, Object> terms(RuleSet rules) {
        var terms = new HashMap<String, Object>();
        terms.put("version", rules.version());
        terms.put("effective_from", rules.effectiveFrom().toString());
        terms.put("first_rate_bp", rules.firstBp());
        terms.put("recurring_rate_bp", rules.recurringBp());
        terms.put("bonus_rate_bp", rules.bonusBp());
        terms.put("bonus_from_month", rules.bonusFromMonth());
        terms.put("hold_days", rules.holdDays());
        terms.put("gap_grace_days", rules.gapGraceDays());
        terms.put("attribution_window_days", 3_650);
        if (!rules.bounty().isEmpty()) {
            terms.put("first_trade_bounty", rules.bounty());
        }
        return terms;
    }

    /** Tells these in this order, in requests of random sizes; {@code between} happens after each. */
    void tell(List<ObjectNode> events, int atMost, Random random, Runnable between) {
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(Math.min(atMost, REQUEST)));
            request(events.subList(from, to));
            between.run();
            from = to;
        }
    }

    /** The same while the clock goes on: nothing is told before it happened, and what is due in between becomes so. */
    void tellAsItHappens(List<ObjectNode> events, int atMost, Random random) {
        var now = shop.now();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(Math.min(atMost, REQUEST)));
            for (var event : events.subList(from, to)) {
                var at = Instant.parse(event.get("occurred_at").asString());
                now = at.isAfter(now) ? at : now;
            }
            shop.moveTo(now.toString());
            request(events.subList(from, to));
            from = to;
        }
        shop.moveTo(Histories.END.toString());
    }

    private void request(List<ObjectNode> events) {
        var batch = events.stream().map(this::addressed).toList();
        var answers = shop.answers(batch);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get("result").asString())
                    .as("%s to %s", answers.get(i), batch.get(i))
                    .isIn("recorded", "parked", "not_attributed", "duplicate");
        }
    }

    private Event addressed(ObjectNode event) {
        var copy = event.deepCopy();
        for (var way : Way.values()) {
            if (copy.has(History.member(way))) {
                var who = copy.get(History.member(way)).asString();
                copy.put(History.member(way), partner(who).by(way));
            }
        }
        return new Event(copy);
    }

    Shop shop() {
        return shop;
    }

    List<Affiliate> affiliates() {
        return partners.values().stream().map(Partner::affiliate).toList();
    }

    private Partner partner(String name) {
        return Objects.requireNonNull(partners.get(name));
    }

    private List<JsonNode> commissions() {
        return partners.values().stream()
                .flatMap(partner -> shop.commissions(partner.affiliate()).stream())
                .toList();
    }

    Instant now() {
        return shop.now();
    }

    /** Everything that is due is so from now on. */
    void settle() {
        shop.moveDays(1);
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    /** The lines that stand, by customer, as {@link Earned#text} writes them, in alphabetic order. */
    Map<String, List<String>> lines() {
        var lines = new TreeMap<String, List<String>>();
        for (var line : commissions()) {
            if (!replaced(line)) {
                lines.computeIfAbsent(line.get("customer").asString(), _ -> new ArrayList<>())
                        .add(text(line));
            }
        }
        lines.values().forEach(all -> all.sort(null));
        return lines;
    }

    private static boolean replaced(JsonNode line) {
        return line.path("recomputed").asBoolean(false)
                && line.get("reversed").asLong() == line.get("amount").asLong();
    }

    private static String earnedFor(JsonNode line) {
        return line.path("invoice")
                .asString(PaidInvoice.BOUNTY + line.get("customer").asString());
    }

    private static String text(JsonNode line) {
        return "%s %s %d of %d less %d, %d bp of %s by %s, due %s%s"
                .formatted(
                        earnedFor(line),
                        line.get("kind").asString(),
                        line.get("amount").asLong(),
                        line.get("base").asLong(),
                        line.get("reversed").asLong(),
                        line.get("rate_bp").asInt(),
                        line.get("currency").asString(),
                        line.get("rule_version").asString(),
                        line.get("mature_at").asString(),
                        line.path("flat").asBoolean(false) ? ", flat" : "");
    }

    /** What is left of all lines, replaced ones too, by invoice and kind; without those of which nothing is. */
    Map<String, Long> left() {
        var left = new TreeMap<String, Long>();
        for (var line : commissions()) {
            long rest = line.get("amount").asLong() - line.get("reversed").asLong();
            if (rest != 0) {
                left.merge(earnedFor(line) + " " + line.get("kind").asString(), rest, Long::sum);
            }
        }
        return left;
    }

    /** What everybody is owed, as {@code nora USD payable}; without what is 0. */
    Map<String, Long> owed() {
        var owed = new TreeMap<String, Long>();
        partners.forEach((name, partner) -> shop.balances(partner.affiliate())
                .forEach((currency, balance) -> PARTS.forEach(part -> owed.put(
                        name + " " + currency + " " + part, balance.get(part).asLong()))));
        owed.values().removeIf(sum -> sum == 0);
        return owed;
    }

    /** All that everybody is owed and was paid, by currency; without what is 0. */
    Map<String, Long> earned() {
        var earned = new TreeMap<String, Long>();
        owed().forEach((part, sum) -> earned.merge(part.substring(0, part.lastIndexOf(' ')), sum, Long::sum));
        earned.values().removeIf(sum -> sum == 0);
        return earned;
    }

    /** Pays all that is payable. */
    void payOut() {
        assertThat(shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of())
                        .status())
                .isEqualTo(200);
        for (var payout : payouts()) {
            if (OPEN.contains(payout.get("state").asString())) {
                var reply = shop.asMerchant(
                        "/v1/payouts/" + payout.get("id").asString() + "/simulate",
                        Map.of("outcome", "transfer_created"));
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            }
        }
    }

    /** What this affiliate has been paid, or is on its way, by currency. */
    Map<String, Long> gone(Affiliate affiliate) {
        var gone = new TreeMap<String, Long>();
        shop.balances(affiliate)
                .forEach((currency, balance) -> gone.put(
                        currency,
                        balance.get("paid").asLong() + balance.get("in_flight").asLong()));
        return gone;
    }

    boolean hasPaid() {
        return !payouts().isEmpty();
    }

    private List<JsonNode> payouts() {
        return partners.values().stream()
                .flatMap(partner -> shop.payouts(partner.affiliate()).stream())
                .toList();
    }
}
