package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.work.WorkLoop;
import dev.handsel.programs.terms.Programs;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has midnights pass for live programmes, of which nobody tells, in every process that follows events: test programmes have them when
 * their clocks move. No programme waits for the end of another: each gets one step in turn.
 */
@Component
@ConditionalOnWebApplication
class MidnightLoop {

    private static final Logger log = LoggerFactory.getLogger(MidnightLoop.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    /** Steps of one programme in a round; who has more to catch up with than 50,000 events goes on in the next. */
    private static final int TURNS = 100;

    private final Programs programs;
    private final IdentityReader reader;
    private final FraudSettings settings;
    private final InstantSource clock;
    private final WorkLoop loop = WorkLoop.every("fraud-midnights", PAUSE, this::round);
    private volatile boolean stopping;

    MidnightLoop(Programs programs, IdentityReader reader, FraudSettings settings, InstantSource clock) {
        this.programs = programs;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.reader()) {
            loop.start();
        }
    }

    /** Goes over all live programmes. */
    void round() {
        var left = programs.live();
        for (int turn = 0; turn < TURNS && !left.isEmpty(); turn++) {
            left = left.stream().filter(this::pass).toList();
        }
    }

    /** One step; says whether there is more to do at once. */
    private boolean pass(ProgramId program) {
        try {
            return !stopping && reader.passMidnights(program, clock.instant());
        } catch (RuntimeException failure) {
            if (Failures.isAway(failure)) {
                throw failure;
            }
            log.error("midnights of {} cannot pass", program, failure);
            return false;
        }
    }

    @PreDestroy
    void stop() {
        stopping = true;
        loop.stop();
    }
}
