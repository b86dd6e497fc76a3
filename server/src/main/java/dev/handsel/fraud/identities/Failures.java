package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.CursorStore.Cursor;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
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

    /** The same may succeed another time: the database is away or busy, or it was too much at once. */
    static boolean mayPass(Throwable failure) {
        return isAway(failure)
                || any(
                        failure,
                        cause -> cause instanceof TransientDataAccessException
                                || cause instanceof DataAccessResourceFailureException);
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }

    /** How often this process has failed at the next thing of each programme: what may pass is tried a few times, not for ever. */
    static final class Tries {

        private static final int MOST = 5;

        private final Map<ProgramId, Failed> failed = new ConcurrentHashMap<>();

        /** That what comes next after there could not be followed. */
        private record Failed(long seq, @Nullable UUID version, int times) {

            private boolean isAt(Cursor cursor) {
                return seq == cursor.seq()
                        && (version == null ? cursor.version() == null : version.equals(cursor.version()));
            }
        }

        /** Counts another failure; says whether those were enough. */
        boolean areEnough(ProgramId program, Cursor before) {
            var counted = failed.compute(program, (_, known) -> {
                int times = known != null && known.isAt(before) ? known.times() : 0;
                return new Failed(before.seq(), before.version(), times + 1);
            });
            return counted.times() >= MOST;
        }
    }
}
