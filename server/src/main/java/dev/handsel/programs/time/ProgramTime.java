package dev.handsel.programs.time;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.OutsideTransactions;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.ProgramClock;
import dev.handsel.programs.terms.Programs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Moves the clocks of test programmes, stopping wherever something falls due. */
@Service
public class ProgramTime {

    private final Programs programs;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final List<ProgramWork> works;
    private final List<BeforeTime> before;

    ProgramTime(
            Programs programs,
            Transactions transactions,
            AuditTrail audit,
            List<ProgramWork> works,
            List<BeforeTime> before) {
        this.programs = programs;
        this.transactions = transactions;
        this.audit = audit;
        this.works = works;
        this.before = before;
    }

    /** When something of the programme falls due next, if anything is waiting. */
    public Optional<Instant> nextDue(ProgramId program) {
        return works.stream().flatMap(work -> work.nextDue(program).stream()).min(Instant::compareTo);
    }

    /** Does everything of the programme that is due by {@code now}. */
    public void workOff(ProgramId program, Instant now) {
        workOff(List.of(program), now);
    }

    /**
     * Does everything of these programmes that is due by {@code now}, each kind of work in a transaction of its own. What fails keeps
     * nothing else from its turn; it is thrown when all had theirs ({@link IllegalStateException}, each cause as suppressed).
     */
    public void workOff(List<ProgramId> several, Instant now) {
        var failures = several.stream()
                .flatMap(program -> works.stream().flatMap(work -> failure(program, work, now).stream()))
                .toList();
        if (!failures.isEmpty()) {
            var told = new IllegalStateException("Of what was due " + failures.size() + " pieces of work failed");
            failures.forEach(told::addSuppressed);
            throw told;
        }
    }

    private Optional<RuntimeException> failure(ProgramId program, ProgramWork work, Instant now) {
        try {
            transactions.run(() -> work.workOff(program, now));
            return Optional.empty();
        } catch (RuntimeException failed) {
            return Optional.of(failed);
        }
    }

    /**
     * Moves a test programme's clock forward to {@code target}. On the way it stands still at every instant at which
     * something falls due until that is done, so that the result is the same as if the time had passed. Only work that
     * is due is asked to be done. What must come before ({@link BeforeTime}) is done before each stop, in no
     * transaction. Each stop is committed by itself; a move that was cut short is finished by repeating it. Refuses
     * live programmes, and the past, as conflicts.
     *
     * @return as {@link #nextDue}, as it was when the clock came to {@code target}
     */
    public Optional<Instant> move(ProgramId program, Instant target, String actor) {
        return move(program, target, actor, true);
    }

    /**
     * As {@link #move}, for whoever goes on to tell what happened on the way to {@code target} and knows that nothing falls due before
     * it: of days whose midnights pass on the way it may be told yet, and nothing follows from them before.
     */
    public Optional<Instant> drive(ProgramId program, Instant target, String actor) {
        return move(program, target, actor, false);
    }

    private Optional<Instant> move(ProgramId program, Instant target, String actor, boolean told) {
        var prepared = prepare(program, target, told);
        var step = transactions.required(() -> {
            var standing = standing(program, target);
            audit.record(actor, "program.clock_moved", program.toString(), Map.of("to", target));
            return step(program, standing, target);
        });
        while (!step.arrived()) {
            prepared = isOneDay(prepared, target) ? prepared : prepare(program, target, told);
            step = transactions.required(() -> step(program, standing(program, target), target));
        }
        return step.nextDue();
    }

    /** Does what must come before the next stop, and says where that is; what happens within a day is the same to it. */
    private Instant prepare(ProgramId program, Instant target, boolean told) {
        if (before.isEmpty() || !(programs.get(program).clock() instanceof ProgramClock.Test(var standing))) {
            return target;
        }
        OutsideTransactions.require("moving a clock");
        var due = isOneDay(standing, target)
                ? Optional.<Instant>empty()
                : nextDue(program).filter(at -> !at.isAfter(target));
        var stop = due.filter(standing::isBefore).orElse(told && due.isEmpty() ? target : standing);
        before.forEach(one -> one.before(program, stop));
        return due.isEmpty() ? target : stop;
    }

    private static boolean isOneDay(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.DAYS).equals(other.truncatedTo(ChronoUnit.DAYS));
    }

    /** Does what must come before the clock moves on, as far as it stands; in no transaction. */
    public void settle(ProgramId program, Instant now) {
        before.forEach(one -> one.before(program, now));
    }

    /** Work that falls due at some instant. */
    private record Due(ProgramWork work, Instant at) {}

    /**
     * What was found at a step.
     *
     * @param arrived nothing was due by the target, where the clock stands now
     */
    private record Step(boolean arrived, Optional<Instant> nextDue) {}

    /** Moves on to the next stop; there may be another even at the target, for what falls due by what is done at this one. */
    private Step step(ProgramId program, Instant now, Instant target) {
        var due = works.stream()
                .flatMap(work -> work.nextDue(program).stream().map(at -> new Due(work, at.isBefore(now) ? now : at)))
                .toList();
        var next = due.stream().map(Due::at).min(Instant::compareTo);
        var stop = next.filter(at -> !at.isAfter(target));
        programs.moveClock(program, stop.orElse(target));
        due.stream()
                .filter(one -> stop.filter(one.at()::equals).isPresent())
                .forEach(one -> one.work().workOff(program, one.at()));
        return new Step(stop.isEmpty(), next);
    }

    /** Where the clock stands, held still; refused where it cannot be moved to {@code target}. */
    private Instant standing(ProgramId program, Instant target) {
        return switch (programs.lock(program).clock()) {
            case ProgramClock.Live _ ->
                throw Refused.conflict("clock_is_live", "The clock of a live programme is the system's.");
            case ProgramClock.Test test -> {
                if (target.isBefore(test.instant())) {
                    throw Refused.conflict("clock_goes_forward", "The clock stands at " + test.instant() + " already.");
                }
                yield test.instant();
            }
        };
    }
}
