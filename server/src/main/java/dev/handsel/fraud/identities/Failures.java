package dev.handsel.fraud.identities;

import dev.handsel.base.refusal.Refused;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure says: of the database, which comes back, or of what was done. */
final class Failures {

    private Failures() {}

    /** The database cannot be reached. */
    static boolean isAway(Throwable failure) {
        return any(
                failure,
                cause -> cause instanceof DataAccessResourceFailureException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof TransientDataAccessResourceException
                        || cause instanceof SQLTransientConnectionException
                        || cause instanceof SQLNonTransientConnectionException
                        || cause instanceof SQLRecoverableException);
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
