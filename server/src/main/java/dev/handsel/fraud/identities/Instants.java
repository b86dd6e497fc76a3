package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.inbox.events.LoggedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Events as they are followed: what happened at one instant is together. An instant is over once something of another time was told,
 * or nothing more of it for two seconds, or whoever waits says so.
 */
@Component
class Instants {

    /** What is told of one instant beyond this is followed apart, as if it came later: a batch has to fit into memory. */
    private static final int MOST_OF_ONE = 20_000;

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final EventLog log;
    private final InstantSource clock;
    private final int mostOfOne;

    @Autowired
    Instants(EventLog log, InstantSource clock) {
        this(log, clock, MOST_OF_ONE);
    }

    /** Where an instant has so many events at most. */
    Instants(EventLog log, InstantSource clock, int mostOfOne) {
        this.log = log;
        this.clock = clock;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Whole instants.
     *
     * @param more whether more can be followed at once
     * @param rest whether there are more events, also such as are not over
     */
    record Read(List<LoggedEvent> events, boolean more, boolean rest) {

        /** The first instant alone. */
        Read first() {
            if (events.isEmpty()) {
                return this;
            }
            var at = events.getFirst().at();
            var one = events.stream().takeWhile(event -> event.at().equals(at)).toList();
            boolean less = one.size() < events.size();
            return new Read(one, more || less, rest || less);
        }
    }

    /**
     * The next of them, up to a number that is settled: at most so many events, or more where these are of one instant, up to 20,000.
     *
     * @param closing whether the last instant is over
     */
    Read read(ProgramId program, long after, long until, boolean closing, int atMost) {
        for (int most = atMost; ; most = Math.min(mostOfOne, most * 2)) {
            var found = log.read(program, after, until, most + 1);
            boolean all = found.size() <= most;
            if (all && (closing || isOver(found))) {
                return new Read(found, false, false);
            }
            var whole = withoutLastInstant(found);
            if (all || !whole.isEmpty()) {
                return new Read(whole, !all, true);
            }
            if (most >= mostOfOne) {
                return new Read(found.subList(0, most), true, true);
            }
        }
    }

    private boolean isOver(List<LoggedEvent> events) {
        return events.isEmpty() || events.getLast().receivedAt().plus(QUIET).isBefore(clock.instant());
    }

    private static List<LoggedEvent> withoutLastInstant(List<LoggedEvent> events) {
        var whole = new ArrayList<>(events);
        var last = events.getLast().at();
        while (!whole.isEmpty() && whole.getLast().at().equals(last)) {
            whole.removeLast();
        }
        return whole;
    }
}
