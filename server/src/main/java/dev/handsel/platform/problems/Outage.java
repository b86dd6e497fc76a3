package dev.handsel.platform.problems;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Failures of the database that go away by themselves: away, too slow, or too many at the same rows. */
final class Outage {

    private Outage() {}

    /** How a request that met this failure is refused, if it is an outage. */
    static Optional<Refused> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isContention(cause)) {
                return Optional.of(later("database_busy", "The database is busy with the same things.", 1));
            }
            if (isAbsence(cause)) {
                return Optional.of(later("database_unavailable", "The database cannot be reached.", 5));
            }
        }
        return Optional.empty();
    }

    private static Refused later(String code, String detail, int seconds) {
        return Refused.later(RefusalKind.UNAVAILABLE, code, detail, Duration.ofSeconds(seconds));
    }

    private static boolean isContention(Throwable cause) {
        return cause instanceof ConcurrencyFailureException || cause instanceof QueryTimeoutException;
    }

    private static boolean isAbsence(Throwable cause) {
        return cause instanceof CannotGetJdbcConnectionException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || (cause instanceof SQLException sql && isConnectionState(sql.getSQLState()));
    }

    /** 08: connection exceptions; 57P: the server shuts down or starts; 53: out of connections, memory or space. */
    private static boolean isConnectionState(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
    }
}
