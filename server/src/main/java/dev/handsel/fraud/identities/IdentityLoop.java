package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.work.WorkLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Follows all programmes in which something was told, twice a second in every process that reads; of several processes one follows
 * a programme at a time. No programme waits for the end of another: each gets one step in turn.
 */
@Component
@ConditionalOnWebApplication
class IdentityLoop {

    private static final Logger log = LoggerFactory.getLogger(IdentityLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int NOTES = 500;
    /** So many rounds without the database, each after waiting for a connection, are worth a word. */
    private static final int ROUNDS_AWAY = 10;

    private final IdentityReader reader;
    private final CursorStore cursors;
    private final ChangeStore changes;
    private final FraudSettings settings;
    private final InstantSource clock;
    private final Timer delay;
    private final WorkLoop loop = WorkLoop.every("fraud-identities", PAUSE, this::roundOrWait);
    private volatile boolean stopping;
    /** Rounds in a row that found the database away. */
    private int away;

    IdentityLoop(
            IdentityReader reader,
            CursorStore cursors,
            ChangeStore changes,
            FraudSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.reader = reader;
        this.cursors = cursors;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
        this.delay = Timer.builder("handsel.fraud.delay")
                .description("From when an event was received until what the rules say of it was kept.")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.reader()) {
            loop.start();
        }
    }

    void roundOrWait() {
        try {
            round();
            away = 0;
        } catch (RuntimeException failure) {
            if (!Failures.isAway(failure)) {
                throw failure;
            }
            if (++away % ROUNDS_AWAY == 0) {
                log.warn("the database was away {} times in a row: no events are followed", away, failure);
            } else {
                log.debug("events are followed once the database is there again", failure);
            }
        }
    }

    /**
     * Follows until nothing is left that can be followed now. Who is behind is asked before each turn, in which each gets one step: one
     * that has much to catch up with keeps none waiting that begins meanwhile.
     */
    void round() {
        boolean more = true;
        while (more && !stopping) {
            spread();
            more = turn(cursors.behind());
        }
    }

    private boolean turn(List<ProgramId> behind) {
        boolean more = false;
        for (var program : behind) {
            more |= !stopping && step(program);
        }
        return more;
    }

    /** Devices that cannot be told of keep no events from being followed. */
    private void spread() {
        try {
            changes.spread(NOTES);
        } catch (RuntimeException failure) {
            if (Failures.isAway(failure)) {
                throw failure;
            }
            log.error("devices of affiliates cannot be noted", failure);
        }
    }

    /** A programme whose events cannot be followed keeps no other from being followed. */
    private boolean step(ProgramId program) {
        try {
            var step = reader.step(program);
            var now = clock.instant();
            step.received().forEach(received -> delay.record(Duration.between(received, now)));
            return step.more();
        } catch (RuntimeException failure) {
            if (Failures.isAway(failure)) {
                throw failure;
            }
            log.error("the events of {} cannot be followed", program, failure);
            return false;
        }
    }

    @PreDestroy
    void stop() {
        stopping = true;
        loop.stop();
    }
}
