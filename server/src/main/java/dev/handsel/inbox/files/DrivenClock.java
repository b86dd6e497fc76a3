package dev.handsel.inbox.files;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Terms;
import dev.handsel.programs.time.ProgramTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Moves a test programme's clock along with events. Batches end where something falls due, or where something that a
 * batch brings could fall due first, so that no event is ever worked on before what was due by its time.
 */
final class DrivenClock {

    private final ProgramTime time;
    private final ProgramId program;
    private final String actor;
    private final Duration shortestHold;
    private Instant now;
    private Instant end;
    private Instant limit;

    DrivenClock(ProgramTime time, Terms terms, InstantSource system, String actor) {
        this.time = time;
        this.program = terms.program().id();
        this.actor = actor;
        this.shortestHold = terms.ruleSets().stream()
                .map(RuleSet::hold)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        this.now = terms.program().now(system);
        this.end = now;
        this.limit = now;
    }

    /** Where the clock stands. */
    Instant now() {
        return now;
    }

    /** Begins a batch with this item: whatever is due by its time is done. */
    void begin(Item first) {
        var at = first.occurredAt().filter(now::isBefore).orElse(now);
        var due = time.nextDue(program);
        if (due.filter(instant -> !instant.isAfter(at)).isPresent()) {
            due = moveTo(at);
        }
        end = at;
        limit = due.orElse(Instant.MAX);
        admit(at);
    }

    /** Takes the item into the batch, unless something may fall due before it. */
    boolean admits(Item item) {
        Optional<Instant> at = item.occurredAt();
        if (at.isEmpty()) {
            return true;
        }
        if (at.get().isAfter(end) && !at.get().isBefore(limit)) {
            return false;
        }
        admit(at.get());
        return true;
    }

    private void admit(Instant at) {
        end = at.isAfter(end) ? at : end;
        var matures = at.plus(shortestHold);
        limit = matures.isBefore(limit) ? matures : limit;
    }

    /** Moves the clock to the last event of the batch. */
    void ready() {
        if (end.isAfter(now)) {
            moveTo(end);
        }
    }

    private Optional<Instant> moveTo(Instant instant) {
        var due = time.drive(program, instant, actor);
        now = instant;
        return due;
    }
}
