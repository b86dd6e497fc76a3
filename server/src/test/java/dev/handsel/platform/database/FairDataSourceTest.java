package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.handsel.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairDataSourceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final HikariDataSource pool = poolOfOne();

    @AfterEach
    void close_the_pool() {
        pool.close();
    }

    @Test
    void who_came_first_is_served_first() throws Exception {
        var fair = new FairDataSource(pool, 1, LONG);
        var served = Collections.synchronizedList(new ArrayList<Integer>());
        var callers = new ArrayList<Thread>();
        try (var _ = fair.getConnection()) {
            for (int number = 0; number < 8; number++) {
                int caller = number;
                callers.add(Thread.startVirtualThread(() -> use(fair, served, caller)));
                awaitWaiting(fair, number + 1);
            }
        }
        for (var caller : callers) {
            caller.join();
        }
        assertThat(served).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    void waiting_ends_in_a_clear_refusal() throws Exception {
        var fair = new FairDataSource(pool, 1, Duration.ofMillis(20));
        try (var _ = fair.getConnection()) {
            assertThatThrownBy(fair::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("No database connection became free within 20 ms");
        }
        fair.getConnection().close();
    }

    @Test
    void who_is_interrupted_stops_waiting() throws Exception {
        var fair = new FairDataSource(pool, 1, LONG);
        try (var _ = fair.getConnection()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(fair::getConnection).hasMessageContaining("Interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closing_twice_does_not_make_two_places() throws Exception {
        var fair = new FairDataSource(pool, 1, Duration.ofMillis(20));
        var connection = fair.getConnection();
        connection.close();
        connection.close();
        try (var _ = fair.getConnection()) {
            assertThatThrownBy(fair::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        }
    }

    @Test
    void a_pool_that_fails_keeps_no_place() {
        var fair = new FairDataSource(pool, 1, Duration.ofMillis(20));
        pool.close();
        assertThatThrownBy(fair::getConnection).hasMessageContaining("has been closed");
        assertThatThrownBy(fair::getConnection).hasMessageContaining("has been closed");
    }

    @Test
    void the_database_speaks_through_unchanged() throws Exception {
        var fair = new FairDataSource(pool, 1, LONG);
        try (var connection = fair.getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement("nonsense").execute())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42601"));
        }
    }

    private static void use(FairDataSource fair, List<Integer> served, int caller) {
        try (var _ = fair.getConnection()) {
            served.add(caller);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitWaiting(FairDataSource fair, int count) {
        while (fair.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private static HikariDataSource poolOfOne() {
        var database = TestDatabase.fresh();
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        return pool;
    }
}
