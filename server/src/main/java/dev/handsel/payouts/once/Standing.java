package dev.handsel.payouts.once;

import dev.handsel.platform.stripe.KeyWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * How far a request is, by the clock of the database.
 *
 * @param attempts how often it was sent
 * @param unanswered how many of these nobody knows to have done nothing
 * @param repeatable whether the same key may still be sent
 * @param untilConclusive how long until a look-up tells the truth; not positive when it does
 */
public record Standing(int attempts, int unanswered, boolean repeatable, Duration untilConclusive) {

    /** Reads it from a table with {@code attempts}, {@code unanswered} and {@code first_sent_at}; needs {@link #windows()}. */
    public static final String COLUMNS = """
            attempts, unanswered,
            coalesce(first_sent_at > now() - :repeatable::interval, true) as repeatable,
            coalesce(ceil(extract(epoch from first_sent_at + :conclusive::interval - now()))::bigint, 0) as wait
            """;

    /** The parameters of {@link #COLUMNS}. */
    public static Map<String, String> windows() {
        return Map.of("repeatable", KeyWindow.REPEATABLE.toString(), "conclusive", KeyWindow.CONCLUSIVE.toString());
    }

    /** A row with {@link #COLUMNS}. */
    public static Standing read(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getInt("attempts"),
                row.getInt("unanswered"),
                row.getBoolean("repeatable"),
                Duration.ofSeconds(row.getLong("wait")));
    }

    /** Whether nothing was ever sent. */
    public boolean unsent() {
        return attempts == 0;
    }

    /** Whether a look-up that finds nothing proves that nothing was done: no request with the key can act any more. */
    public boolean conclusive() {
        return !unsent() && !untilConclusive.isPositive();
    }
}
