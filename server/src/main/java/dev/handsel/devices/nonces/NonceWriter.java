package dev.handsel.devices.nonces;

import dev.handsel.platform.work.WriterThread;
import dev.handsel.signing.verify.Claims;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Uses nonces up in groups: while one statement runs, the next requests gather, so that many of them cost one. A request waits
 * for its group; where the database cannot answer, none is let in.
 */
@Component
public class NonceWriter extends WriterThread {

    private static final int CAPACITY = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record QueuedNonce(Nonce nonce, CompletableFuture<Claims.Outcome> outcome) {}

    private final Nonces nonces;
    private final InstantSource clock;
    private final BlockingQueue<QueuedNonce> queue = new ArrayBlockingQueue<>(CAPACITY);

    NonceWriter(Nonces nonces, InstantSource clock) {
        super("nonce-writer", PATIENCE);
        this.nonces = nonces;
        this.clock = clock;
    }

    /** What became of the nonce; a {@link DataAccessException} where that cannot be found out. */
    public Claims.Outcome claim(Nonce nonce) {
        var waiting = new QueuedNonce(nonce, new CompletableFuture<>());
        if (!isRunning() || !queue.offer(waiting)) {
            throw new DataAccessResourceFailureException("Too many requests wait for the database");
        }
        try {
            return waiting.outcome().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("The database does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("The server stops", e);
        }
    }

    @Override
    protected void work() {
        var group = new ArrayList<QueuedNonce>(MOST_AT_ONCE);
        while (isRunning() || !queue.isEmpty()) {
            try {
                var first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, MOST_AT_ONCE - 1);
                    answer(group);
                    group.clear();
                }
            } catch (InterruptedException _) {
                break;
            }
        }
        queue.drainTo(group);
        group.forEach(left ->
                left.outcome().completeExceptionally(new DataAccessResourceFailureException("The server stops")));
    }

    private void answer(List<QueuedNonce> group) {
        try {
            var outcomes =
                    nonces.claimAll(group.stream().map(QueuedNonce::nonce).toList(), clock.instant());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome().complete(outcomes.get(i));
            }
        } catch (RuntimeException e) {
            group.forEach(waiting -> waiting.outcome().completeExceptionally(e));
        }
    }
}
