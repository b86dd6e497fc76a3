package dev.handsel.fraud.identities;

import dev.handsel.platform.work.WorkLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How far behind the events their identities are, in all programmes; asked twice a minute, so that scraping costs nothing. */
@Component
class IdentityFigures {

    private static final Logger log = LoggerFactory.getLogger(IdentityFigures.class);

    private final CursorStore cursors;
    private final InstantSource clock;
    private final WorkLoop loop = WorkLoop.every("fraud-figures", Duration.ofSeconds(30), this::refreshOrWait);
    private volatile Duration late = Duration.ZERO;

    IdentityFigures(CursorStore cursors, InstantSource clock, MeterRegistry meters) {
        this.cursors = cursors;
        this.clock = clock;
        Gauge.builder("handsel.fraud.behind", this, figures -> figures.late.toMillis() / 1000.0)
                .description("For how long the event has been there that waits for longest to be followed.")
                .baseUnit("seconds")
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
            log.debug("how far behind events are stays as it is", away);
        }
    }

    /** Asks the database anew. */
    void refresh() {
        late = cursors.late(clock.instant());
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }
}
