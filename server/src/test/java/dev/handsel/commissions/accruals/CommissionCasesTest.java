package dev.handsel.commissions.accruals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Worked cases, from clicks to payouts, over HTTP: lines, balances, payouts, figures and the journal come out as told. */
@HandselTest
class CommissionCasesTest {

    /** The words of the cases for states of payouts, and the states they stand for. */
    private static final Map<String, Set<String>> STATES = Map.of(
            "RESERVED", Set.of("reserved", "requested", "approved", "sending"),
            "TRANSFERRED", Set.of("transferred", "partly_reversed"),
            "FAILED", Set.of("failed", "canceled"),
            "REVERSED", Set.of("reversed"));

    @Autowired
    EventScene scene;

    @TestFactory
    Stream<DynamicTest> the_worked_cases_come_out_as_told() throws IOException {
        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/commission-cases.json"))) {
            var document = JsonMapper.builder().build().readTree(file);
            return document.get("cases")
                    .valueStream()
                    .map(one -> DynamicTest.dynamicTest(
                            one.get("id").asString() + " " + one.get("title").asString(),
                            () -> comesOutAsTold(one, document.get("policy"))));
        }
    }

    private void comesOutAsTold(JsonNode given, JsonNode policy) {
        var happened = CommissionCase.happened(given, policy, scene);
        var expected = given.get("expect");
        assertThat(lines(happened)).containsExactlyInAnyOrderElementsOf(expectedLines(expected));
        balancesAgree(happened, given);
        payoutsAgree(happened, expected.get("payouts"));
        figuresAgree(happened, expected.get("conversions"));
        assertThat(happened.quarantined)
                .containsExactlyInAnyOrderElementsOf(expected.get("quarantined_event_ids")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        journalAgrees(happened, expected.get("journal"));
        explanationsAgree(happened);
        assertThat(happened.shop.verdict().get("violations")).isEmpty();
    }

    private static List<String> lines(CommissionCase happened) {
        return happened.affiliates.entrySet().stream()
                .flatMap(entry -> happened.shop.commissions(entry.getValue()).stream()
                        .map(line -> text(line, entry.getKey(), "base", "amount")))
                .toList();
    }

    private static List<String> expectedLines(JsonNode expected) {
        return expected.get("commissions")
                .valueStream()
                .map(line -> text(line, line.get("affiliate").asString(), "base_minor", "amount_minor"))
                .toList();
    }

    private static String text(JsonNode line, String affiliate, String base, String amount) {
        return Stream.of(
                        "customer", "invoice", "kind", base, "rate_bp", amount, "currency", "mature_at", "rule_version")
                .map(member -> line.get(member).asString())
                .collect(Collectors.joining(" ", affiliate + " ", ""));
    }

    private static void balancesAgree(CommissionCase happened, JsonNode given) {
        var last = given.get("events").valueStream().reduce((_, later) -> later).orElseThrow();
        boolean matured = Set.of("tick", "payout_run").contains(last.get("type").asString());
        happened.affiliates.forEach((name, affiliate) -> {
            var expected = given.at("/expect/affiliates/" + name);
            var actual = happened.shop.balances(affiliate);
            var currencies = new TreeSet<>(actual.keySet());
            expected.propertyNames().forEach(currencies::add);
            for (var currency : currencies) {
                assertThat(owed(actual.get(currency), matured))
                        .as(name + " " + currency)
                        .isEqualTo(owed(expected.get(currency), matured));
            }
        });
    }

    /** What is pending and payable counts together, unless the case ends by letting everything mature. */
    private static List<Long> owed(@Nullable JsonNode balance, boolean matured) {
        long pending = balance == null ? 0 : balance.get("pending").asLong();
        long payable = balance == null ? 0 : balance.get("payable").asLong();
        long inFlight = balance == null ? 0 : balance.get("in_flight").asLong();
        return matured ? List.of(pending, payable, inFlight) : List.of(pending + payable, inFlight);
    }

    private static void payoutsAgree(CommissionCase happened, JsonNode expected) {
        for (var payout : expected) {
            var actual = happened.payout(payout.get("payout").asString());
            assertThat(actual.get("amount")).isEqualTo(payout.get("amount"));
            assertThat(actual.get("state").asString())
                    .isIn(Objects.requireNonNull(STATES.get(payout.get("status").asString())));
        }
        int total = happened.affiliates.values().stream()
                .mapToInt(affiliate -> happened.shop.payouts(affiliate).size())
                .sum();
        assertThat(total).isEqualTo(expected.size());
    }

    private static void figuresAgree(CommissionCase happened, JsonNode conversions) {
        happened.affiliates.forEach((name, affiliate) -> {
            for (var figure :
                    Map.of("signups", "SIGNUP", "first_trades", "FIRST_TRADE").entrySet()) {
                long expected = conversions
                        .valueStream()
                        .filter(one -> one.get("affiliate").asString().equals(name))
                        .filter(one -> one.get("kind").asString().equals(figure.getValue()))
                        .count();
                assertThat(happened.shop.stat(affiliate, figure.getKey()))
                        .as(name + " " + figure.getKey())
                        .isEqualTo(expected);
            }
        });
    }

    /**
     * The server lets money mature wherever the clock passes, the cases only on command: what is pending and what is
     * payable are one account here.
     */
    private static void journalAgrees(CommissionCase happened, JsonNode journal) {
        var actual = new ArrayList<JsonNode>();
        happened.affiliates
                .values()
                .forEach(affiliate ->
                        actual.addAll(happened.shop.all("/v1/ledger/transactions?affiliate=" + affiliate.id())));
        assertThat(bookings(actual.stream())).isEqualTo(bookings(journal.valueStream()));
    }

    private static List<String> bookings(Stream<JsonNode> journal) {
        return journal.filter(transaction -> !kind(transaction).equals("mature"))
                .map(transaction -> transaction
                        .get("postings")
                        .valueStream()
                        .map(leg -> account(leg.get("account").asString()) + " " + leg.get("amount"))
                        .sorted()
                        .collect(Collectors.joining(", ", kind(transaction) + " ", "")))
                .sorted()
                .toList();
    }

    private static String kind(JsonNode transaction) {
        return transaction.get("kind").asString().toLowerCase(Locale.ROOT);
    }

    private static String account(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pending", "payable" -> "owed";
            case String other -> other;
        };
    }

    private static void explanationsAgree(CommissionCase happened) {
        happened.affiliates
                .values()
                .forEach(affiliate -> happened.shop
                        .commissions(affiliate)
                        .forEach(line -> assertThat(happened.shop
                                        .explanation(line)
                                        .at("/recomputed/agrees")
                                        .asBoolean())
                                .isTrue()));
    }
}
