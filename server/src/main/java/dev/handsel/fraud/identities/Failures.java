package dev.handsel.fraud.identities;

import dev.handsel.base.refusal.Refused;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure says: of the database, which comes back, or of what was done. */
final class Failures {

    private Failures() {}

    /**
     * The database cannot be reached, or the connection was lost. What one statement asked too much of it (memory, disk, a limit) is
     * not that: the next may ask for less.
     */
    static boolean isAway(Throwable failure) {
        return any(
                failure,
                cause -> cause instanceof CannotCreateTransactionException
                        || cause instanceof CannotGetJdbcConnectionException
                        || cause instanceof SQLTransientConnectionException
                        || (cause instanceof SQLException sql && isOfConnection(sql.getSQLState())));
    }

    /** Class 08 (connection exception), and of class 57 (operator intervention) what ends a connection or lets none begin. */
    private static boolean isOfConnection(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }

    /** The same may succeed another time: the database is away or busy, or this process has not the right keys. */
    static boolean mayPass(Throwable failure) {
        return isAway(failure)
                || any(
                        failure,
                        cause -> cause instanceof ConcurrencyFailureException
                                || cause instanceof QueryTimeoutException
                                || cause instanceof Refused);
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
