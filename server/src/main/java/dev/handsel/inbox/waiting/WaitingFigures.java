package dev.handsel.inbox.waiting;

import dev.handsel.inbox.waiting.WaitingThings.Counts;
import dev.handsel.platform.work.WorkLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How much waits in all programmes, and how much was given up. Not by programme, as there may be any number of them; the list of a
 * programme says more. Each process asks the database once a minute, so that scraping costs nothing.
 */
@Component
class WaitingFigures {

    private static final Logger log = LoggerFactory.getLogger(WaitingFigures.class);

    private final List<WaitingThings> things;
    private final WorkLoop loop = WorkLoop.every("waiting-figures", Duration.ofMinutes(1), this::refreshOrWait);
    private volatile Counts counts = Counts.NONE;

    WaitingFigures(MeterRegistry meters, List<WaitingThings> things) {
        this.things = things;
        Gauge.builder("handsel.events.waiting", this, figures -> figures.counts.waiting())
                .description("Events that wait for something that has not been told, for less than 30 days.")
                .register(meters);
        Gauge.builder("handsel.events.given.up", this, figures -> figures.counts.givenUp())
                .description("Events that had waited for 30 days and were given up, and have not been applied since.")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    private void refreshOrWait() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException away) {
            log.debug("the figures of what waits stay as they are", away);
        }
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** Asks the database anew. */
    void refresh() {
        counts = things.stream().map(WaitingThings::counts).reduce(Counts.NONE, Counts::plus);
    }
}
