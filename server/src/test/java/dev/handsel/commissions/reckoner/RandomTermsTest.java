package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories of customers of several affiliates, brought by coupons, links and codes, who buy products under random
 * terms of all levels: the books must be what the terms say, whatever the order and the cut into requests. The properties of
 * {@link RandomHistoriesTest} tell more of them, and others; {@code -Dhandsel.histories.special=TRADE} leaves out the terms.
 */
@HandselTest
class RandomTermsTest {

    private static final int MANY = Integer.getInteger("handsel.histories", 200);
    private static final int REORDERED = Integer.getInteger("handsel.histories.reordered", MANY / 4);
    private static final long SEED = Long.getLong("handsel.histories.seed", 1);
    private static final Special SPECIAL = Special.valueOf(System.getProperty("handsel.histories.special", "TERMS"));
    private static final int ORDERS = 4;

    /** So many customers under the same terms. */
    private static final int PROGRAMME = 50;

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    private static List<Crowd> crowds(int count, long seed) {
        return Crowd.many(count, PROGRAMME, seed, SPECIAL);
    }

    private void agrees(Crowd crowd, List<ObjectNode> events, Books books) {
        assertThat(Disagreement.first(scene, crowd, events, books.lines()))
                .as("%s", crowd.histories())
                .isEmpty();
        assertThat(books.left()).as("%s", crowd.histories()).isEqualTo(crowd.left());
    }

    @Test
    void the_books_are_what_the_terms_say() {
        for (var crowd : crowds(MANY, SEED)) {
            var random = crowd.random(0);
            var events = crowd.mixed(random);
            var books = Books.opened(scene, crowd.histories());
            books.tell(events, 500, random, () -> {});
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.owed()).as("%s", crowd.histories()).isEqualTo(crowd.owed(books.now()));
        }
    }

    @Test
    void the_order_and_the_cut_into_requests_do_not_matter() {
        var before = new HashSet<>(recompute.run(_ -> {}).differences());
        for (var crowd : crowds(REORDERED, SEED + 1_000)) {
            for (int order = 0; order < ORDERS; order++) {
                var random = crowd.random(order);
                var events = switch (order) {
                    case 0 -> crowd.dated();
                    case 1 -> crowd.dated().reversed();
                    default -> crowd.mixed(random);
                };
                var books = Books.opened(scene, crowd.histories());
                books.tell(events, order == 2 ? 20 : 500, random, () -> {});
                books.settle();
                agrees(crowd, events, books);
                assertThat(books.owed())
                        .as("%s, order %d", crowd.histories(), order)
                        .isEqualTo(crowd.owed(books.now()));
            }
        }
        assertThat(recompute.run(_ -> {}).differences())
                .filteredOn(found -> !before.contains(found))
                .isEmpty();
    }

    @Test
    void what_is_paid_out_in_between_changes_nothing_of_what_is_earned() {
        for (var crowd : crowds(REORDERED, SEED + 2_000)) {
            var random = crowd.random(0);
            var events = crowd.mixed(random);
            var books = Books.opened(scene, crowd.histories());
            books.tell(events, 100, random, books::payOut);
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.hasPaid()).isTrue();
            assertThat(books.earned()).as("%s", crowd.histories()).isEqualTo(crowd.earned());
        }
    }

    @Test
    void what_becomes_due_while_it_is_told_changes_nothing_either() {
        for (var crowd : crowds(REORDERED, SEED + 3_000)) {
            var random = crowd.random(0);
            var events = crowd.delayed(random);
            var books = Books.beginning(scene, crowd.histories());
            books.tellAsItHappens(events, 30, random);
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.owed()).as("%s", crowd.histories()).isEqualTo(crowd.owed(books.now()));
        }
    }
}
