package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The worked cases that are told by events of {@code POST /v1/events}: their last lines come out as told. */
class ReckonerCasesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FACTS =
            Set.of("signup", "invoice_paid", "refund", "dispute_opened", "dispute_won", "dispute_lost");

    private static JsonNode read(String file) throws IOException {
        try (var in = Objects.requireNonNull(ReckonerCasesTest.class.getResourceAsStream(file))) {
            return JSON.readTree(in);
        }
    }

    @TestFactory
    Stream<DynamicTest> cases_of_books_that_follow_facts() throws IOException {
        return read("/commission-cases-2.json")
                .get("cases")
                .valueStream()
                .filter(one -> one.get("steps").valueStream().noneMatch(step -> step.has("stripe")))
                .map(one -> DynamicTest.dynamicTest(one.get("case").asString(), () -> {
                    var events = one.get("steps")
                            .valueStream()
                            .filter(step -> step.has("events"))
                            .flatMap(step -> step.get("events").valueStream())
                            .toList();
                    assertThat(lines(events, rules(one.path("rule_sets"))))
                            .containsExactlyInAnyOrderElementsOf(one.at("/expect/commissions")
                                    .valueStream()
                                    .map(ReckonerCasesTest::line)
                                    .toList());
                }));
    }

    private static List<String> lines(List<JsonNode> events, List<RuleSet> rules) {
        return Reckoner.earned(ToldFacts.of(events), rules).stream()
                .map(Earned::brief)
                .toList();
    }

    private static String line(JsonNode line) {
        return "%s %s %d of %d less %d"
                .formatted(
                        line.get("invoice").asString(),
                        line.get("kind").asString(),
                        line.get("amount").asLong(),
                        line.get("base").asLong(),
                        line.get("reversed").asLong());
    }

    private static List<RuleSet> rules(JsonNode sets) {
        var rules = new ArrayList<>(List.of(RuleSet.USUAL));
        sets.forEach(set -> rules.add(rule(set)));
        return rules;
    }

    private static RuleSet rule(JsonNode set) {
        return new RuleSet(
                set.get("version").asString(),
                Days.of(set.get("effective_from").asString()),
                set.get("first_rate_bp").asInt(),
                set.get("recurring_rate_bp").asInt(),
                set.get("bonus_rate_bp").asInt(),
                set.get("bonus_from_month").asInt(),
                set.get("hold_days").asInt(),
                set.get("gap_grace_days").asInt());
    }

    @TestFactory
    Stream<DynamicTest> cases_of_the_first_rules() throws IOException {
        return read("/commission-cases.json")
                .get("cases")
                .valueStream()
                .map(one -> DynamicTest.dynamicTest(one.get("id").asString(), () -> {
                    var rules = one.get("rules")
                            .valueStream()
                            .map(ReckonerCasesTest::rule)
                            .toList();
                    var found = customers(one)
                            .flatMap(customer -> Reckoner.earned(ToldFacts.of(events(one, customer)), rules).stream())
                            .toList();
                    assertThat(found.stream().map(ReckonerCasesTest::full))
                            .containsExactlyInAnyOrderElementsOf(one.at("/expect/commissions")
                                    .valueStream()
                                    .map(ReckonerCasesTest::full)
                                    .toList());
                    assertThat(owed(found)).isEqualTo(owed(one));
                }));
    }

    private static Stream<String> customers(JsonNode one) {
        var customers = new TreeSet<String>();
        one.get("events").forEach(event -> {
            if (event.has("customer")) {
                customers.add(event.get("customer").asString());
            }
        });
        return customers.stream();
    }

    /** What a case says of a customer, as the merchant tells it; whoever clicked before signing up was brought by that. */
    private static List<JsonNode> events(JsonNode one, String customer) {
        var invoices = new TreeSet<String>();
        var told = new ArrayList<JsonNode>();
        for (var event : one.get("events")) {
            boolean theirs = event.path("customer").asString("").equals(customer)
                    || invoices.contains(event.path("invoice").asString(""));
            if (theirs && FACTS.contains(event.get("type").asString())) {
                if (event.has("invoice")) {
                    invoices.add(event.get("invoice").asString());
                }
                told.add(renamed(event));
            }
        }
        return told;
    }

    private static JsonNode renamed(JsonNode event) {
        var told = (ObjectNode) event.deepCopy();
        told.set("occurred_at", event.get("at"));
        if (event.get("type").asString().equals("signup")) {
            told.put("code", "of-the-click");
        }
        for (var line : told.path("lines")) {
            ((ObjectNode) line).set("amount", line.get("amount_ex_tax"));
        }
        return told;
    }

    private static String full(Earned line) {
        return "%s %s %d of %d, %d bp of %s by %s, due %s"
                .formatted(
                        line.invoice(),
                        line.kind(),
                        line.amount(),
                        line.base(),
                        line.rateBp(),
                        line.currency(),
                        line.ruleVersion(),
                        line.matureAt());
    }

    private static String full(JsonNode line) {
        return "%s %s %d of %d, %d bp of %s by %s, due %s"
                .formatted(
                        line.get("invoice").asString(),
                        line.get("kind").asString(),
                        line.get("amount_minor").asLong(),
                        line.get("base_minor").asLong(),
                        line.get("rate_bp").asInt(),
                        line.get("currency").asString(),
                        line.get("rule_version").asString(),
                        line.get("mature_at").asString());
    }

    /** All that is left of the lines. */
    private static long owed(List<Earned> lines) {
        return lines.stream().mapToLong(line -> line.amount() - line.reversed()).sum();
    }

    /** All that the affiliates are owed, and what was paid to them. */
    private static long owed(JsonNode one) {
        long balances = one.at("/expect/affiliates")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(JsonNode::valueStream)
                .mapToLong(JsonNode::asLong)
                .sum();
        return balances
                + one.at("/expect/payouts")
                        .valueStream()
                        .mapToLong(payout -> payout.get("amount").asLong())
                        .sum();
    }
}
