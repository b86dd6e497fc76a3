package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories are told to the server, and its books must be what the rules say, whatever the order and the cut into
 * requests. {@code -Dhandsel.histories=5000 -Dhandsel.histories.seed=7} tells more of them, and others.
 */
@HandselTest
class RandomHistoriesTest {

    private static final int MANY = Integer.getInteger("handsel.histories", 1_000);
    private static final int IN_FIVE_ORDERS = Integer.getInteger("handsel.histories.reordered", MANY / 5);
    private static final long SEED = Long.getLong("handsel.histories.seed", 1);

    /** How many customers a programme has. */
    private static final int PROGRAMME = 500;

    private static final int ORDERS = 5;

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    /** Customers of one programme, and in which order they are told. */
    private record Crowd(Histories histories, List<History> all, Random random) {

        static List<Crowd> many(int count) {
            var crowds = new ArrayList<Crowd>();
            for (int from = 0; from < count; from += PROGRAMME) {
                var histories = new Histories(SEED + from / PROGRAMME);
                crowds.add(new Crowd(
                        histories,
                        histories.numbers(0, Math.min(PROGRAMME, count - from)),
                        new Random(histories.seed())));
            }
            return crowds;
        }

        /** All events, a few of them twice. */
        List<ObjectNode> mixed() {
            var events = new ArrayList<ObjectNode>();
            for (var history : all) {
                events.addAll(history.events());
                if (random.nextInt(10) == 0 && !history.events().isEmpty()) {
                    events.add(history.events().get(random.nextInt(history.events().size())));
                }
            }
            Collections.shuffle(events, random);
            return events;
        }

        List<ObjectNode> dated() {
            var events = new ArrayList<ObjectNode>();
            all.forEach(history -> events.addAll(history.events()));
            events.sort(Comparator.comparing(event -> event.get("occurred_at").asString()));
            return events;
        }

        Map<String, Long> earned() {
            var earned = new TreeMap<String, Long>();
            for (var history : all) {
                for (var line : Reckoner.earned(history.facts(), histories.rules())) {
                    earned.merge(line.currency(), line.amount() - line.reversed(), Long::sum);
                }
            }
            earned.values().removeIf(sum -> sum == 0);
            return earned;
        }
    }

    @Test
    void the_books_are_what_the_rules_say() {
        for (var crowd : Crowd.many(MANY)) {
            var events = crowd.mixed();
            var books = Books.opened(scene, crowd.histories());
            books.tell(events, PROGRAMME, crowd.random(), () -> {});
            books.settle();
            var lines = books.lines();
            for (var history : crowd.all()) {
                var found = lines.getOrDefault(history.customer(), List.of());
                if (!found.equals(Disagreement.expected(history, crowd.histories().rules()))) {
                    var told = history.of(asTold(events, history));
                    fail(Disagreement.report(scene, crowd.histories(), told, found));
                }
            }
            assertThat(books.earned()).as("seed %d", crowd.histories().seed()).isEqualTo(crowd.earned());
        }
    }

    private static List<ObjectNode> asTold(List<ObjectNode> events, History history) {
        return events.stream()
                .filter(event -> event.get("id").asString().contains("-" + history.customer() + "-"))
                .distinct()
                .toList();
    }

    @Test
    void the_order_and_the_cut_into_requests_do_not_matter() {
        var before = new HashSet<>(recompute.run(_ -> {}).differences());
        for (var crowd : Crowd.many(IN_FIVE_ORDERS)) {
            var dated = crowd.dated();
            var first = told(crowd, dated, PROGRAMME);
            for (int order = 1; order < ORDERS; order++) {
                var events = order == 1 ? dated.reversed() : crowd.mixed();
                var books = told(crowd, events, order == 2 ? 20 : PROGRAMME);
                assertThat(books.left())
                        .as("seed %d, order %d", crowd.histories().seed(), order)
                        .isEqualTo(first.left());
                assertThat(books.owed())
                        .as("seed %d, order %d", crowd.histories().seed(), order)
                        .isEqualTo(first.owed());
            }
        }
        assertThat(recompute.run(_ -> {}).differences()).filteredOn(found -> !before.contains(found)).isEmpty();
    }

    private Books told(Crowd crowd, List<ObjectNode> events, int atMost) {
        var books = Books.opened(scene, crowd.histories());
        books.tell(events, atMost, crowd.random(), () -> {});
        books.settle();
        return books;
    }

    @Test
    void what_is_paid_out_in_between_changes_nothing_of_what_is_earned() {
        for (var crowd : Crowd.many(IN_FIVE_ORDERS)) {
            var books = Books.opened(scene, crowd.histories());
            books.tell(crowd.mixed(), 200, crowd.random(), books::payOut);
            books.settle();
            assertThat(books.hasPaid()).isTrue();
            assertThat(books.earned()).as("seed %d", crowd.histories().seed()).isEqualTo(crowd.earned());
        }
    }
}
