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
 * Random histories are told to the server, and its books must be what the reckoner says, whatever the order and the cut into
 * requests. {@code -Dhandsel.histories=5000 -Dhandsel.histories.seed=7} tells more of them, and others.
 */
@HandselTest
abstract class RetoldHistories {

    private static final long SEED = Long.getLong("handsel.histories.seed", 1);

    private final int many;
    private final int reordered;
    private final int orders;
    private final int whilePaid;
    private final int whileDue;

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    /**
     * @param usual so many histories, where nothing else is asked for
     * @param orders in so many orders a part of them is told, which is as large as makes as many tellings
     * @param whilePaid so many events are told at once where payouts come in between
     * @param whileDue so many, where what is told becomes due in between
     */
    RetoldHistories(int usual, int orders, int whilePaid, int whileDue) {
        this.many = Integer.getInteger("handsel.histories", usual);
        this.reordered = Integer.getInteger("handsel.histories.reordered", many / orders);
        this.orders = orders;
        this.whilePaid = whilePaid;
        this.whileDue = whileDue;
    }

    abstract List<Crowd> crowds(int count, long seed);

    @Test
    void the_books_are_what_the_rules_say() {
        for (var crowd : crowds(many, SEED)) {
            var random = crowd.random(0);
            var events = crowd.mixed(random);
            var books = Books.opened(scene, crowd.histories());
            books.tell(events, 500, random, () -> {});
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.owed()).as("%s", crowd.histories()).isEqualTo(crowd.owed(books.now()));
        }
    }

    private void agrees(Crowd crowd, List<ObjectNode> events, Books books) {
        assertThat(Disagreement.first(scene, crowd, events, books.lines()))
                .as("%s", crowd.histories())
                .isEmpty();
        assertThat(books.left()).as("%s", crowd.histories()).isEqualTo(crowd.left());
    }

    @Test
    void the_order_and_the_cut_into_requests_do_not_matter() {
        var before = new HashSet<>(recompute.run(_ -> {}).differences());
        for (var crowd : crowds(reordered, SEED + 1_000)) {
            for (int order = 0; order < orders; order++) {
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
        for (var crowd : crowds(reordered, SEED + 2_000)) {
            var random = crowd.random(0);
            var events = crowd.mixed(random);
            var books = Books.opened(scene, crowd.histories());
            books.tell(events, whilePaid, random, books::payOut);
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.hasPaid()).isTrue();
            assertThat(books.earned()).as("%s", crowd.histories()).isEqualTo(crowd.earned());
        }
    }

    @Test
    void what_becomes_due_while_it_is_told_changes_nothing_either() {
        for (var crowd : crowds(reordered, SEED + 3_000)) {
            var random = crowd.random(0);
            var events = crowd.delayed(random);
            var books = Books.beginning(scene, crowd.histories());
            books.tellAsItHappens(events, whileDue, random);
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.owed()).as("%s", crowd.histories()).isEqualTo(crowd.owed(books.now()));
        }
    }
}
