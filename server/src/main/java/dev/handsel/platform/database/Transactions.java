package dev.handsel.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction. It joins the one in progress; when it begins its own, work that lost against a concurrent
 * transaction (deadlock, serialization failure, also at commit) is rolled back and run again a few times. Work must
 * therefore have no effect outside of the database.
 */
@Component
public class Transactions {

    /** How the outermost call waits before it tries again. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 10;

    private final TransactionTemplate template;
    private final TransactionTemplate reading;
    private final Pause pause;

    @Autowired
    Transactions(PlatformTransactionManager manager) {
        this(manager, Thread::sleep);
    }

    Transactions(PlatformTransactionManager manager, Pause pause) {
        this.template = new TransactionTemplate(manager);
        this.template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.reading = new TransactionTemplate(manager);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading.setReadOnly(true);
        this.pause = pause;
    }

    /**
     * What reading found, all of it as it was at one moment; it cannot write. Never inside another transaction, which has seen
     * other moments ({@link IllegalStateException}).
     */
    public <T extends @Nullable Object> T snapshot(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A snapshot begins before any other transaction");
        }
        return reading.execute(_ -> work.get());
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
        for (int attempt = 1; ; attempt++) {
            var outcome = new Outcome();
            try {
                return template.execute(_ -> {
                    TransactionSynchronizationManager.registerSynchronization(outcome);
                    return work.get();
                });
            } catch (RuntimeException e) {
                // A listener may fail after the commit: the work is done and must not be done twice.
                if (outcome.committed || attempt == ATTEMPTS || !lostToAnother(e)) {
                    throw e;
                }
                log.debug("attempt {} lost to a concurrent transaction", attempt, e);
                waitBefore(attempt + 1);
            }
        }
    }

    private static boolean lostToAnother(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private void waitBefore(int attempt) {
        long longest = FIRST_PAUSE_MILLIS << attempt;
        try {
            pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two attempts of a transaction", e);
        }
    }

    private static final class Outcome implements TransactionSynchronization {

        private boolean committed;

        @Override
        public void afterCompletion(int status) {
            committed = status == STATUS_COMMITTED;
        }
    }
}
