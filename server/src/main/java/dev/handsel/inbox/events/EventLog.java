package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Locks;
import dev.handsel.platform.database.OutsideTransactions;
import dev.handsel.platform.database.Transactions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The stored events of a programme in the order of their arrival, for whoever follows them by a cursor and must miss none.
 *
 * <p>Events get their numbers when they are written and are seen when that is committed, so a greater number may be seen before
 * a smaller one. Whoever writes holds the terms of the programme from before it takes a number until its transaction ends. So
 * once all who held them when some number was seen have ended, nothing below that number can come any more: up to there the log
 * is <em>settled</em>. Nobody who writes waits for those who read.
 */
@Service
public class EventLog {

    private final EventLogStore store;
    private final Locks locks;
    private final Transactions transactions;
    private final Map<ProgramId, Sighting> sightings = new ConcurrentHashMap<>();

    EventLog(EventLogStore store, Locks locks, Transactions transactions) {
        this.store = store;
        this.locks = locks;
        this.transactions = transactions;
    }

    /**
     * The greatest number that was seen, who might have smaller ones then, and up to where the log was settled before.
     *
     * @param writers transactions; none once the log is settled as far as it was seen
     */
    private record Sighting(long settled, long seen, Set<String> writers) {

        static Sighting of(long settled, long seen, Set<String> writers) {
            return new Sighting(writers.isEmpty() ? Math.max(settled, seen) : settled, seen, writers);
        }
    }

    /**
     * Up to which number the log is settled, as far as is known now; it never goes back. Asking again looks again. Where nobody
     * writes it is the number of the newest event, 0 before the first. At most two statements, in no snapshot.
     */
    public long settled(ProgramId program) {
        return sightings.compute(program, (_, before) -> look(program, before)).settled();
    }

    private Sighting look(ProgramId program, @Nullable Sighting before) {
        if (before == null || before.writers().isEmpty()) {
            // First the number, then who writes: whoever has a smaller one holds the terms by now, or has ended.
            long seen = store.newest(program);
            return Sighting.of(before == null ? 0 : before.settled(), seen, writers(program));
        }
        var writers = writers(program);
        return Collections.disjoint(before.writers(), writers)
                ? Sighting.of(before.settled(), before.seen(), Set.of())
                : before;
    }

    /**
     * Waits until all who write now have ended, and says up to which number the log is settled then: every event whose answer was
     * given by now is among them. New ones wait for as long. In no transaction, as that might write, too.
     */
    public long settleAll(ProgramId program) {
        OutsideTransactions.require("waiting for those who write events");
        long newest = transactions.required(() -> {
            locks.take(Locks.termsAlone(program));
            return store.newest(program);
        });
        sightings.merge(
                program,
                Sighting.of(newest, newest, Set.of()),
                (known, all) -> known.settled() >= all.settled() ? known : all);
        return newest;
    }

    private Set<String> writers(ProgramId program) {
        return locks.holders(Locks.termsShared(program));
    }

    /**
     * The events after one number and up to another that is {@link #settled}, in their order; at most {@code most} of them. One
     * statement.
     */
    public List<LoggedEvent> read(ProgramId program, long after, long until, int most) {
        return after >= until ? List.of() : store.read(program, after, until, most);
    }
}
