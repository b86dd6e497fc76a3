package dev.handsel.platform.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * All queues of the server, and their figures. Each process asks the database for itself, twice a minute, so that scraping
 * costs nothing.
 */
@Component
public final class WorkQueues {

    private static final Logger log = LoggerFactory.getLogger(WorkQueues.class);

    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final Map<WorkQueue, WorkQueue.Figures> figures = new ConcurrentHashMap<>();
    private final WorkLoop loop = WorkLoop.every("queue-figures", Duration.ofSeconds(30), this::refreshOrWait);

    public WorkQueues(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    /** The queue of these rows; a store opens its own once. */
    public WorkQueue open(QueueRows rows) {
        var queue = new WorkQueue(jdbc, rows);
        figures.put(queue, WorkQueue.Figures.NONE);
        count(queue, "due", WorkQueue.Figures::due);
        count(queue, "ahead", WorkQueue.Figures::ahead);
        if (rows.givenUp != null) {
            count(queue, "given_up", WorkQueue.Figures::givenUp);
        }
        Gauge.builder("handsel.queue.late", this, all -> all.of(queue).late().toSeconds())
                .description("For how long the first row has been due that nobody has claimed.")
                .baseUnit("seconds")
                .tag("queue", queue.name())
                .register(meters);
        return queue;
    }

    private void count(WorkQueue queue, String state, ToDoubleFunction<WorkQueue.Figures> figure) {
        Gauge.builder("handsel.queue.rows", this, all -> figure.applyAsDouble(all.of(queue)))
                .description("Rows of a queue: due, ahead (claimed just now, or put off until later), or given up.")
                .tag("queue", queue.name())
                .tag("state", state)
                .register(meters);
    }

    private WorkQueue.Figures of(WorkQueue queue) {
        return figures.getOrDefault(queue, WorkQueue.Figures.NONE);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** Asks the database anew. */
    void refresh() {
        figures.replaceAll((queue, _) -> queue.figures());
    }

    private void refreshOrWait() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException away) {
            log.debug("the figures of queues stay as they are", away);
        }
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }
}
