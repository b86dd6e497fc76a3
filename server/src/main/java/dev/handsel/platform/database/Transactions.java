package dev.handsel.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction. It joins the one in progress; when it begins its own, work that lost against a concurrent
 * transaction (deadlock, serialization failure, also at commit) is rolled back and run again a few times, and so is work that needs
 * something done {@link Beforehand}. Work must therefore have no effect outside of the database.
 */
@Component
public class Transactions {

    private static final int RETRIES = 4;

    /** So often something may have to be done before work can go on: once, and again where time has passed meanwhile. */
    private static final int PREPARATIONS = 3;

    private static final Duration PAUSE = Duration.ofMillis(30);
    private static final Duration JITTER = Duration.ofMillis(10);

    private final TransactionTemplate template;
    private final TransactionTemplate reading;
    private final RetryTemplate retries;

    @Autowired
    Transactions(PlatformTransactionManager manager) {
        this(manager, new RetryListener() {});
    }

    /** As the other one, and the listener hears of every further attempt. */
    Transactions(PlatformTransactionManager manager, RetryListener listener) {
        this.template = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading.setReadOnly(true);
        // About 30, 60, 120 and 240 ms, each a third more or less by chance: those that met must not meet again.
        this.retries = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(RETRIES)
                .delay(PAUSE)
                .jitter(JITTER)
                .multiplier(2)
                .predicate(Transactions::lostToAnother)
                .build());
        this.retries.setRetryListener(listener);
    }

    /**
     * What reading found, all of it as it was at one moment; it cannot write. Never inside another transaction, which has seen
     * other moments ({@link IllegalStateException}).
     */
    public <T extends @Nullable Object> T snapshot(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A snapshot begins before any other transaction");
        }
        return execute(reading, work);
    }

    /** As {@link #required}, for work without a result. */
    public void run(Runnable work) {
        this.<@Nullable Object>required(() -> {
            work.run();
            return null;
        });
    }

    /** The work's result, once it is committed; within a transaction in progress, once the work is done. */
    public <T extends @Nullable Object> T required(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return template.execute(_ -> work.get());
        }
        for (int turn = 0; ; turn++) {
            try {
                return retries.<T>invoke(() -> attempt(work));
            } catch (FailedAfterCommit e) {
                throw e.failure;
            } catch (RuntimeException e) {
                var asked = Beforehand.in(e);
                if (asked.isEmpty() || turn == PREPARATIONS) {
                    throw e;
                }
                asked.get().run();
            }
        }
    }

    /** Does this once the transaction in progress is committed; at once where there is none. */
    public static void afterCommit(Runnable deed) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            deed.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                deed.run();
            }
        });
    }

    private <T extends @Nullable Object> T attempt(Supplier<T> work) {
        var outcome = new Outcome();
        try {
            return execute(template, () -> {
                TransactionSynchronizationManager.registerSynchronization(outcome);
                return work.get();
            });
        } catch (RuntimeException e) {
            throw outcome.committed ? new FailedAfterCommit(e) : e;
        }
    }

    /** Where the connection is lost the rollback fails, too: told is what the work ran into. */
    private static <T extends @Nullable Object> T execute(TransactionTemplate template, Supplier<T> work) {
        try {
            return template.execute(_ -> work.get());
        } catch (TransactionSystemException e) {
            throw e.getApplicationException() instanceof RuntimeException first ? first : e;
        }
    }

    private static boolean lostToAnother(Throwable failure) {
        if (failure instanceof FailedAfterCommit) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static final class Outcome implements TransactionSynchronization {

        private boolean committed;

        @Override
        public void afterCompletion(int status) {
            committed = status == STATUS_COMMITTED;
        }
    }

    /** What a listener ran into after the commit: the work is done and must not be done twice. */
    private static final class FailedAfterCommit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        private FailedAfterCommit(RuntimeException failure) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
        }
    }
}
