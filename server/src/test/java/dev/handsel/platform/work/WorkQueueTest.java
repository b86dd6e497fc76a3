package dev.handsel.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueue.Only;
import dev.handsel.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WorkQueueTest {

    private static final DataSource DATABASE = TestDatabase.fresh().dataSource();
    private static final JdbcClient SQL = JdbcClient.create(DATABASE);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WorkQueues queues = new WorkQueues(SQL, meters);
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final WorkQueue queue = queues.open(errands().by(() -> now));

    @BeforeAll
    static void table() {
        SQL.sql("""
                create table errand (house text, number int, state text not null default 'waiting', due_at timestamptz not null,
                    tries int not null default 0, note text, made_at timestamptz not null, primary key (house, number))
                """).update();
        SQL.sql("create index on errand (due_at, house, number) where state = 'waiting'")
                .update();
    }

    @BeforeEach
    void nothing_to_do() {
        SQL.sql("delete from errand").update();
    }

    private static QueueRows errands() {
        return QueueRows.of("errand", "house", "number")
                .open("state = 'waiting'")
                .lease(LEASE)
                .tries("tries", Pauses.doubling(Duration.ofSeconds(5), Duration.ofMinutes(1)))
                .note("note")
                .giveUpAfter(Duration.ofHours(24), "made_at")
                .givenUp("state = 'given_up'");
    }

    private void errand(String house, int number, Duration dueIn) {
        SQL.sql("""
                insert into errand (house, number, due_at, made_at)
                values (:house, :number, :now::timestamptz + :in::interval, :now::timestamptz)
                """)
                .param("house", house)
                .param("number", number)
                .param("now", now.toString())
                .param("in", dueIn.toString())
                .update();
    }

    private void errand(String house) {
        errand(house, 1, Duration.ZERO);
    }

    private void end(String house, String state) {
        SQL.sql("update errand set state = :state where house = :house")
                .param("house", house)
                .param("state", state)
                .update();
    }

    private Optional<Claimed<String>> claim() {
        return queue.claim((row, _) -> row.getString("house") + row.getInt("number"));
    }

    private List<String> claim(int most) {
        return queue.claim(most, (row, _) -> row.getString("house") + row.getInt("number")).stream()
                .map(Claimed::row)
                .toList();
    }

    private void passes(Duration time) {
        now = now.plus(time);
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
    void nobody_else_gets_a_row_until_its_lease_has_ended() {
        errand("a");
        var mine = claim().orElseThrow();

        passes(LEASE.minusMillis(1));
        assertThat(claim()).isEmpty();
        passes(Duration.ofMillis(1));
        var theirs = claim().orElseThrow();

        assertThat(mine.lease().tries()).isEqualTo(1);
        assertThat(theirs.lease().tries()).as("a lost try was one").isEqualTo(2);
    }

    @Test
    void who_comes_back_after_its_lease_has_ended_changes_nothing() {
        errand("a");
        var late = claim().orElseThrow();
        passes(LEASE);
        var theirs = claim().orElseThrow();

        assertThat(queue.again(late.lease(), "too late")).isFalse();
        assertThat(claim()).isEmpty();
        assertThat(queue.again(theirs.lease(), "in time")).isTrue();
        assertThat(SQL.sql("select note from errand").query(String.class).single())
                .isEqualTo("in time");
    }

    @Test
    void what_its_owner_has_made_due_at_once_is_not_put_off() {
        errand("a");
        var claimed = claim().orElseThrow();
        SQL.sql("update errand set due_at = :now::timestamptz")
                .param("now", now.toString())
                .update();

        assertThat(queue.again(claimed.lease())).isFalse();
        assertThat(claim()).isPresent();
    }

    @Test
    void pauses_grow_with_the_tries_up_to_the_longest() {
        errand("a");
        for (var pause :
                Stream.of(5, 10, 20, 40, 60, 60).map(Duration::ofSeconds).toList()) {
            var claimed = claim().orElseThrow();
            assertThat(queue.again(claimed.lease())).isTrue();
            passes(pause.minusMillis(1));
            assertThat(claim()).as("before %s", pause).isEmpty();
            passes(Duration.ofMillis(1));
        }
    }

    @Test
    void after_a_day_a_try_is_the_last() {
        errand("a");
        assertThat(claim().orElseThrow().lease().last()).isFalse();
        passes(Duration.ofHours(24).minusMillis(1));
        assertThat(claim().orElseThrow().lease().last()).isFalse();
        passes(LEASE);
        var claimed = claim().orElseThrow();

        assertThat(claimed.lease().last()).isTrue();
        assertThat(claimed.lease().age())
                .isEqualTo(Duration.ofHours(24).plus(LEASE).minusMillis(1));
    }

    @Test
    void a_limit_of_tries_is_counted() {
        var thrice = queues.open(errands().giveUpAfter(3).by(() -> now));
        errand("a");
        for (boolean last : new boolean[] {false, false, true}) {
            var claimed = thrice.claim((row, _) -> row.getString("house")).orElseThrow();
            assertThat(claimed.lease().last()).isEqualTo(last);
            passes(LEASE);
        }
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

    @Test
    void what_a_process_had_claimed_that_was_killed_is_claimed_again() throws Exception {
        errand("a");
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update errand set due_at = due_at + interval '2 minutes', tries = tries + 1");
            assertThat(claim()).as("while the other one claims it").isEmpty();
        }
        assertThat(claim())
                .as("of a claim that was never committed nothing is left")
                .isPresent();
        assertThat(claim()).isEmpty();
        passes(LEASE);
        assertThat(claim()).as("a claim that was committed ends with its lease").isPresent();
    }
}
