package dev.handsel.referrals.links;

import dev.handsel.base.ids.ClickId;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.Outage;
import dev.handsel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Visitors are sent on without a database. */
class RedirectOutageTest extends RedirectScene {

    @Test
    void visitors_are_sent_on_while_the_database_is_stuck_and_the_click_is_stored_later() throws Exception {
        var shop = withNora(shop());
        follow(shop, "/nora");
        ClickId click;
        try (var other = TestDatabase.shared().dataSource().getConnection()) {
            other.setAutoCommit(false);
            execute(other, "lock table click in access exclusive mode");
            click = click(follow(shop, "/nora"));
            other.rollback();
        }
        assertStoredSoon(click);
    }

    @Test
    void visitors_are_sent_on_while_the_database_is_away_and_the_click_is_stored_later() throws Exception {
        var shop = withNora(shop());
        follow(shop, "/nora");
        var click = new AtomicReference<@Nullable ClickId>();
        Outage.during(jdbc, () -> {
            click.set(click(follow(shop, "/nora")));
            isRefused(follow(shop, "/emil"), 503, "database_unavailable");
        });
        assertStoredSoon(Objects.requireNonNull(click.get()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertStoredSoon(ClickId click) {
        Eventually.happens(Duration.ofSeconds(30), "the click is stored", () -> {
            try {
                return !rows(click).isEmpty();
            } catch (DataAccessException _) {
                // The pool has not noticed yet.
                return false;
            }
        });
    }
}
