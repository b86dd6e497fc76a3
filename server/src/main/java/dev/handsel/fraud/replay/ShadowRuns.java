package dev.handsel.fraud.replay;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.fraud.identities.History;
import dev.handsel.fraud.replay.Shadow.Failure;
import dev.handsel.fraud.replay.Shadow.Found;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at what parameters that are tried would change: as soon as they are set, and where events were followed since, an hour after it
 * last set out. Of several processes one looks at a time.
 */
@Component
class ShadowRuns {

    private static final Logger log = LoggerFactory.getLogger(ShadowRuns.class);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofHours(1);
    /** One that takes longer is given up, so that others have their turn. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Of the memory of the process it takes a quarter at most, with so many bytes for each account. */
    private static final int SHARE = 4;

    private static final int BYTES = 5_000;

    private final ShadowStore store;
    private final History history;
    private final Replays replays;
    private final InstantSource clock;
    private final long mostAccounts;
    private volatile boolean stopping;

    @Autowired
    ShadowRuns(ShadowStore store, History history, Replays replays, InstantSource clock) {
        this(store, history, replays, clock, Runtime.getRuntime().maxMemory() / SHARE / BYTES);
    }

    /** Where one comes across so many accounts at most. */
    ShadowRuns(ShadowStore store, History history, Replays replays, InstantSource clock, long mostAccounts) {
        this.store = store;
        this.history = history;
        this.replays = replays;
        this.clock = clock;
        this.mostAccounts = mostAccounts;
    }

    /** Timers are waited for when the process stops: what runs ends after its batch. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        stopping = true;
    }

    /** Looks at all that are due. */
    void run() {
        run(clock.instant(), LONGEST);
    }

    /**
     * As {@link #run()} at this time.
     *
     * @param longest how long each may take
     */
    void run(Instant now, Duration longest) {
        var claimed = now.truncatedTo(ChronoUnit.MICROS);
        for (var shadow : store.waiting(now.minus(PAUSE))) {
            if (!stopping && isDue(shadow) && store.claim(shadow, claimed)) {
                look(shadow, claimed, longest);
            }
        }
    }

    private boolean isDue(Shadow shadow) {
        var found = shadow.found();
        return found == null
                || shadow.failure() != null
                || history.followed(shadow.program()).seq() > found.seq();
    }

    private void look(Shadow shadow, Instant claimed, Duration longest) {
        var turn = new Turn(clock.instant().plus(longest));
        try {
            var report = replays.run(shadow.program(), shadow.parameters(), turn);
            if (report.isPresent()) {
                var result = ShadowResult.of(report.get(), clock.instant());
                store.found(shadow, new Found(report.get().seq(), result));
            } else if (turn.reason == null) {
                store.release(shadow, claimed);
            } else {
                store.failed(shadow, new Failure(clock.instant(), turn.reason));
            }
        } catch (RuntimeException failure) {
            log.error("what other parameters would change in {} cannot be seen", shadow.program(), failure);
            store.failed(shadow, new Failure(clock.instant(), failure.getClass().getName()));
        }
    }

    /** One look, while there is time and memory for it. */
    private final class Turn implements Replays.Watch {

        private final Instant end;
        /** Why it was given up; null where the process stops. */
        private @Nullable String reason;

        private Turn(Instant end) {
            this.end = end;
        }

        @Override
        public boolean goesOn(long seq, long last, int accounts) {
            if (!clock.instant().isBefore(end)) {
                reason = Failure.TOO_LONG;
            } else if (accounts > mostAccounts) {
                reason = Failure.TOO_LARGE;
            }
            return reason == null && !stopping;
        }
    }

    /** When it does so. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        RecurringTask<Void> lookAtShadows(ShadowRuns runs) {
            return Recurring.every(ROUND, "look-at-fraud-shadows", runs::run);
        }
    }
}
