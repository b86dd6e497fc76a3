package dev.handsel.fraud.identities;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.IdentityStore.Row;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.inbox.events.LoggedEvent;
import dev.handsel.platform.database.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Follows the events of a programme in the order of their arrival, and what is known of its affiliates. Identities, their fan-out
 * and the cursor change in one transaction, which has them for itself: so each event is followed once, whoever dies,
 * and however many try. What many statements would do is done by a few for up to 500 events.
 */
@Component
class IdentityReader {

    static final int MOST = 500;

    private final EventLog log;
    private final CursorStore cursors;
    private final ChangeStore changes;
    private final IdentityStore identities;
    private final IdentityKeys keys;
    private final Transactions transactions;

    IdentityReader(
            EventLog log,
            CursorStore cursors,
            ChangeStore changes,
            IdentityStore identities,
            IdentityKeys keys,
            Transactions transactions) {
        this.log = log;
        this.cursors = cursors;
        this.changes = changes;
        this.identities = identities;
        this.keys = keys;
        this.transactions = transactions;
    }

    /**
     * What one step did.
     *
     * @param received when those events were received that it followed
     * @param more whether there may be more to do at once
     */
    record Step(List<Instant> received, boolean more) {

        static final Step NONE = new Step(List.of(), false);
    }

    /** Follows up to 500 events that are settled, unless somebody else does so at this moment. */
    Step step(ProgramId program) {
        return transactions.required(() -> {
            var cursor = cursors.take(program);
            return cursor.isEmpty() ? Step.NONE : follow(program, cursor.getAsLong());
        });
    }

    /** Follows all that was told until now, and waits for whoever else does; in no transaction. */
    void catchUp(ProgramId program) {
        long until = log.settleAll(program);
        changes.spread(Integer.MAX_VALUE);
        while (transactions.required(() -> {
            long cursor = cursors.await(program);
            return follow(program, cursor).more() || cursor < until;
        })) {}
    }

    private Step follow(ProgramId program, long cursor) {
        var standing = changes.take(program, MOST);
        var events = log.read(program, cursor, log.settled(program), MOST);
        var tellings = new ArrayList<>(standing.tellings());
        events.forEach(event -> tellings.addAll(Telling.of(event.fact())));
        write(program, tellings);
        FailPoints.reach("identities-are-written");
        if (!events.isEmpty() || standing.notes() > 0) {
            cursors.move(program, events.isEmpty() ? cursor : events.getLast().seq());
        }
        var received = events.stream().map(LoggedEvent::receivedAt).toList();
        return new Step(received, events.size() == MOST || standing.notes() == MOST);
    }

    private void write(ProgramId program, List<Telling> tellings) {
        if (tellings.isEmpty()) {
            return;
        }
        var hashing = keys.writing(program);
        var rows = new LinkedHashMap<String, Row>();
        for (var telling : tellings) {
            var identifier = telling.identifier();
            var row = new Row(
                    identifier.kind(),
                    hashing.of(identifier),
                    telling.party(),
                    telling.at(),
                    telling.at(),
                    telling.counts() ? 1 : 0);
            rows.merge(row.kind().word() + row.hash() + row.party().key(), row, Row::and);
        }
        identities.write(program, List.copyOf(rows.values()));
    }
}
