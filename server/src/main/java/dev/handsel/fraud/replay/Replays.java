package dev.handsel.fraud.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.replay.StopPreview;
import dev.handsel.commissions.replay.StopPreview.Change;
import dev.handsel.fraud.evaluation.Rehearsals;
import dev.handsel.fraud.evaluation.Rehearsals.Rehearsal;
import dev.handsel.fraud.identities.History;
import dev.handsel.fraud.identities.History.Past;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.verdicts.Suppositions;
import dev.handsel.fraud.verdicts.Suppositions.Supposed;
import dev.handsel.platform.database.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Goes over the history of a programme once more, in memory, and compares what rules would say by other parameters with what counts. All
 * of it is read in transactions that cannot write, beside whoever follows events: most of it batch by batch, then the few events that
 * were followed meanwhile, with what counts and what is earned, as they were at one moment.
 */
@Service
public class Replays {

    /** So many numbers of events, at most, are left for the last transaction: others' events have numbers, too. */
    private static final long NEAR = 5_000;

    private final History history;
    private final Rehearsals rehearsals;
    private final Suppositions suppositions;
    private final StopPreview money;
    private final Transactions transactions;

    Replays(
            History history,
            Rehearsals rehearsals,
            Suppositions suppositions,
            StopPreview money,
            Transactions transactions) {
        this.history = history;
        this.rehearsals = rehearsals;
        this.suppositions = suppositions;
        this.money = money;
        this.transactions = transactions;
    }

    /** Watches one go on. */
    public interface Watch {

        /**
         * Hears of it after each batch, and says whether it is to go on.
         *
         * @param seq up to which event it has come, as a number of the order of arrival
         * @param end up to which it goes
         * @param accounts how many it has come across: what it keeps in memory grows with them
         */
        boolean goesOn(long seq, long end, int accounts);
    }

    /** Goes over all that the programme has judged by now, in no transaction; nothing if it was not to go on. */
    public Optional<ReplayReport> run(ProgramId program, Parameters parameters, Watch watch) {
        var walk = new Walk(history.of(program), rehearsals.begin(program, parameters));
        long end = history.followed(program).seq();
        long reached;
        do {
            reached = end;
            if (!walk.reach(reached, watch)) {
                return Optional.empty();
            }
            end = history.followed(program).seq();
        } while (end > reached + NEAR);
        return Optional.of(transactions.snapshot(() -> finish(program, walk)));
    }

    private ReplayReport finish(ProgramId program, Walk walk) {
        var followed = history.followed(program);
        walk.goTo(followed.seq());
        while (walk.step()) {}
        walk.rehearsal.passAsFarAs(followed.state());
        var at = walk.rehearsal.time();
        var different = suppositions.differences(program, walk.rehearsal.said(), at);
        return new ReplayReport(
                walk.events,
                followed.seq(),
                walk.lastEvent,
                followed.newest() > followed.seq(),
                at,
                different.stream().map(ReplayDifference::of).toList(),
                money.compare(program, changes(different)));
    }

    /** Only of those who would be restricted otherwise: whom a verdict restricts is held by its restriction, if it stands. */
    private static List<Change> changes(List<Supposed> different) {
        return different.stream()
                .filter(one -> one.now().strength() != one.then().strength())
                .flatMap(Replays::change)
                .toList();
    }

    private static Stream<Change> change(Supposed one) {
        return one.whom().stream()
                .map(whom ->
                        new Change(whom, one.now().restriction(), one.then().strength()));
    }

    /** A walk through a history, and what is said on the way. */
    private final class Walk {

        private final Past past;
        private final Rehearsal rehearsal;
        private long events;
        private @Nullable String lastEvent;

        private Walk(Past past, Rehearsal rehearsal) {
            this.past = past;
            this.rehearsal = rehearsal;
        }

        /** Up to where it goes; says so. */
        long goTo(long seq) {
            past.goTo(seq);
            return seq;
        }

        /** Goes there, in one transaction after the other; whether it was to go on. */
        boolean reach(long end, Watch watch) {
            long reach = transactions.snapshot(() -> goTo(end));
            while (transactions.snapshot(this::step)) {
                if (!watch.goesOn(past.seq(), reach, rehearsal.accounts())) {
                    return false;
                }
            }
            return true;
        }

        /** Takes in the next batch; whether there was one. */
        boolean step() {
            var batch = past.next();
            batch.ifPresent(next -> {
                rehearsal.take(next);
                events += next.events().size();
                if (!next.events().isEmpty()) {
                    lastEvent = next.events().getLast().fact().envelope().id();
                }
            });
            return batch.isPresent();
        }
    }
}
