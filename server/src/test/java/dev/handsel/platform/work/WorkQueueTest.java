package dev.handsel.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueue.Only;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets which row of a queue, and what its figures say. */
class WorkQueueTest extends ErrandScene {

    private List<String> claim(int most) {
        return queue.claim(most, (row, _) -> row.getString("house") + row.getInt("number")).stream()
                .map(Claimed::row)
                .toList();
    }

    private double rows(String state) {
        return meters.get("handsel.queue.rows")
                .tag("queue", "errand")
                .tag("state", state)
                .gauge()
                .value();
    }

    @Test
    void what_has_been_due_for_longest_comes_first_and_of_several_the_first_by_key() {
        errand("b", 2, Duration.ZERO);
        errand("b", 1, Duration.ZERO);
        errand("c", 1, Duration.ofSeconds(-1));
        errand("a", 1, Duration.ofSeconds(1));

        assertThat(claim(2)).containsExactly("c1", "b1");
        assertThat(claim().map(Claimed::row)).hasValue("b2");
        assertThat(claim()).as("not due yet").isEmpty();
        passes(Duration.ofSeconds(1));
        assertThat(claim().map(Claimed::row)).hasValue("a1");
    }

    @Test
    void of_two_rows_that_share_half_a_key_only_the_claimed_one_moves() {
        errand("a", 1, Duration.ZERO);
        errand("a", 2, Duration.ZERO);

        var first = claim().orElseThrow();
        queue.again(first.lease(), Duration.ofHours(1), null);

        assertThat(claim().map(Claimed::row)).hasValue("a2");
        assertThat(claim()).isEmpty();
    }

    @Test
    void what_has_ended_is_not_claimed() {
        errand("a");
        end("a", "done");

        assertThat(claim()).isEmpty();
    }

    @Test
    void a_condition_may_change_from_claim_to_claim() {
        errand("a");
        errand("b");
        var without = new Only("not house = any(:without)", Map.of("without", new String[] {"a"}));

        assertThat(queue.claim(without, (row, _) -> row.getString("house")).map(Claimed::row))
                .hasValue("b");
        assertThat(queue.claim(without, (row, _) -> row.getString("house"))).isEmpty();
        assertThat(claim().map(Claimed::row)).hasValue("a1");
    }

    @Test
    void figures_say_what_is_due_ahead_and_given_up_and_how_late() {
        Stream.of("a", "b", "c", "d", "e").forEach(this::errand);
        end("a", "given_up");
        end("b", "done");
        assertThat(claim()).isPresent();
        passes(Duration.ofSeconds(90));

        queues.refresh();

        assertThat(rows("due")).isEqualTo(2);
        assertThat(rows("ahead")).isEqualTo(1);
        assertThat(rows("given_up")).isEqualTo(1);
        assertThat(meters.get("handsel.queue.late")
                        .tag("queue", "errand")
                        .gauge()
                        .value())
                .isEqualTo(90);
    }

    @Test
    void every_figure_has_a_help_text() {
        assertThat(meters.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void a_claim_inside_a_transaction_is_refused() {
        errand("a");
        var transaction = new TransactionTemplate(new JdbcTransactionManager(DATABASE));

        assertThatThrownBy(() -> transaction.execute(_ -> claim()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void names_are_names() {
        assertThatThrownBy(() -> QueueRows.of("errand; drop table errand", "house"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QueueRows.of("errand", "house").note("note = 'x', state"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** By the clock of the database, as leases are counted where several replicas share them. */
    @Test
    void many_who_claim_at_once_get_each_row_once() throws Exception {
        now = Instant.EPOCH;
        for (int i = 0; i < 200; i++) {
            errand("h" + i % 7, i, Duration.ofSeconds(i % 3));
        }
        var shared = queues.open(errands());
        var got = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> work = () -> {
                int claimed = 0;
                for (var more = take(shared); !more.isEmpty(); more = take(shared)) {
                    got.addAll(more);
                    claimed += more.size();
                }
                return claimed;
            };
            for (var done : threads.invokeAll(Collections.nCopies(8, work))) {
                done.get();
            }
        }
        assertThat(got).hasSize(200).doesNotHaveDuplicates();
    }

    private static List<String> take(WorkQueue queue) {
        return queue.claim(3, (row, _) -> row.getString("house") + row.getInt("number")).stream()
                .map(Claimed::row)
                .toList();
    }
}
