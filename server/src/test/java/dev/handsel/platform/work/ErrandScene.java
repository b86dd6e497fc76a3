package dev.handsel.platform.work;

import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A queue of errands in a table of their own, and the time. */
abstract class ErrandScene {

    static final DataSource DATABASE = TestDatabase.fresh().dataSource();
    static final JdbcClient SQL = JdbcClient.create(DATABASE);
    static final Duration LEASE = Duration.ofMinutes(2);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final WorkQueues queues = new WorkQueues(SQL, meters);
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    final WorkQueue queue = queues.open(errands().by(() -> now));

    static {
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

    static QueueRows errands() {
        return QueueRows.of("errand", "house", "number")
                .open("state = 'waiting'")
                .lease(LEASE)
                .tries("tries", Pauses.doubling(Duration.ofSeconds(5), Duration.ofMinutes(1)))
                .note("note")
                .giveUpAfter(Duration.ofHours(24), "made_at")
                .givenUp("state = 'given_up'");
    }

    void errand(String house, int number, Duration dueIn) {
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

    void errand(String house) {
        errand(house, 1, Duration.ZERO);
    }

    void end(String house, String state) {
        SQL.sql("update errand set state = :state where house = :house")
                .param("house", house)
                .param("state", state)
                .update();
    }

    Optional<Claimed<String>> claim() {
        return queue.claim((row, _) -> row.getString("house") + row.getInt("number"));
    }

    void passes(Duration time) {
        now = now.plus(time);
    }
}
