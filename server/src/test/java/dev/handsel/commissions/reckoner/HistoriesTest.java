package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What the rules say of every customer, seen on random ones; and that these are worth telling. */
class HistoriesTest {

    private static final int MANY = 300;

    private static List<String> lines(List<ObjectNode> events, List<RuleSet> rules) {
        return Reckoner.earned(ToldFacts.of(events), rules).stream()
                .map(Earned::text)
                .sorted()
                .toList();
    }

    @Test
    void the_same_number_of_the_same_seed_is_the_same_history() {
        assertThat(new Histories(7).number(11).toString())
                .isEqualTo(new Histories(7).number(11).toString());
        assertThat(new Histories(7).number(11).events())
                .isNotEqualTo(new Histories(8).number(11).events());
        assertThat(new Histories(7).rules()).isEqualTo(new Histories(7).rules());
    }

    @Test
    void all_of_them_lie_between_the_start_and_the_end_and_no_id_comes_twice() {
        var ids = new HashSet<String>();
        for (var history : new Histories(1).numbers(0, MANY)) {
            for (var event : history.events()) {
                assertThat(Instant.parse(event.get("occurred_at").asString()))
                        .isBetween(Histories.START, Histories.END);
                assertThat(ids.add(event.get("id").asString())).isTrue();
                assertThat(event.path("lines").size()).isLessThan(90);
            }
        }
    }

    @Test
    void everything_that_can_happen_happens() {
        var seen = new TreeMap<String, Integer>();
        for (long seed = 1; seed <= 3; seed++) {
            var histories = new Histories(seed);
            for (var history : histories.numbers(0, MANY)) {
                history.events().forEach(event -> count(seen, event.get("type").asString()));
                for (var line : Reckoner.earned(history.facts(), histories.rules())) {
                    count(seen, line.kind().name());
                    count(seen, line.currency());
                    count(seen, line.reversed() == 0 ? "kept" : line.reversed() < line.amount() ? "partly" : "lost");
                }
            }
        }
        assertThat(seen.keySet())
                .containsAll(Set.of(
                        "signup",
                        "invoice_paid",
                        "refund",
                        "refund_failed",
                        "dispute_opened",
                        "dispute_won",
                        "dispute_lost",
                        "FIRST",
                        "RECURRING",
                        "BONUS",
                        "USD",
                        "EUR",
                        "JPY",
                        "kept",
                        "partly",
                        "lost"));
    }

    private static void count(Map<String, Integer> seen, String what) {
        seen.merge(what, 1, Integer::sum);
    }

    @Test
    void the_order_of_telling_does_not_matter() {
        var histories = new Histories(2);
        for (var history : histories.numbers(0, MANY)) {
            assertThat(lines(history.shuffled(new Random(history.number())).events(), histories.rules()))
                    .as("%s", history)
                    .isEqualTo(lines(history.events(), histories.rules()));
        }
    }

    /** The rules promise it of everything but the failure of a refund and the signup. */
    @Test
    void what_happens_later_changes_no_other_invoice() {
        var histories = new Histories(13);
        for (var history : histories.numbers(0, MANY)) {
            var events = history.events();
            for (int known = 1; known < events.size(); known++) {
                var next = events.get(known);
                var type = next.get("type").asString();
                boolean later = events.get(known - 1)
                                .get("occurred_at")
                                .asString()
                                .compareTo(next.get("occurred_at").asString())
                        < 0;
                if (later && !type.equals("signup") && !type.equals("refund_failed")) {
                    var invoice = next.path("invoice").asString(PaidInvoice.BOUNTY + history.customer());
                    assertThat(others(events.subList(0, known + 1), histories.rules(), invoice))
                            .as("%s of %s", next, history)
                            .isEqualTo(others(events.subList(0, known), histories.rules(), invoice));
                }
            }
        }
    }

    private static List<String> others(List<ObjectNode> events, List<RuleSet> rules, String invoice) {
        return lines(events, rules).stream()
                .filter(line -> !line.startsWith(invoice + " "))
                .toList();
    }

    @Test
    void the_bands_are_all_that_was_paid_and_nothing_is_taken_back_twice() {
        var histories = new Histories(5);
        for (var history : histories.numbers(0, MANY)) {
            for (var line : Reckoner.earned(history.facts(), List.of(RuleSet.USUAL))) {
                assertThat(line.amount()).as("%s", history).isPositive();
                assertThat(line.reversed()).as("%s", history).isBetween(0L, line.amount());
            }
        }
    }

    @Test
    void the_number_of_no_slice_is_less_than_that_of_an_earlier_one() {
        var histories = new Histories(6);
        for (var history : histories.numbers(0, MANY)) {
            var facts = history.facts();
            var reckoner = new Reckoner(facts, Agreements.of(histories.rules()));
            for (var invoice : facts.own()) {
                var slices = new ArrayList<>(reckoner.numbered(invoice));
                slices.sort(Comparator.comparing(Numbered::begin));
                assertThat(slices).as("%s", history).isSortedAccordingTo(Comparator.comparingInt(Numbered::number));
                assertThat(slices).as("%s", history).allMatch(slice -> slice.inARow() <= slice.number());
            }
        }
    }
}
