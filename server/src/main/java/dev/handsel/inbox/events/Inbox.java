package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventStore.EarlierEvent;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Takes events in: each is stored once and worked on in one transaction with everything it changes, in the order of the
 * request. What is answered is durable. Any number of events of a request costs about the same number of statements.
 */
@Service
public class Inbox {

    /** How many events a request may hold. */
    public static final int MOST = 500;

    private final Transactions transactions;
    private final EventReader reader;
    private final EventStore store;
    private final EventBatches batches;
    private final AuditTrail audit;
    private final InstantSource clock;

    Inbox(
            Transactions transactions,
            EventReader reader,
            EventStore store,
            EventBatches batches,
            AuditTrail audit,
            InstantSource clock) {
        this.transactions = transactions;
        this.reader = reader;
        this.store = store;
        this.batches = batches;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads one event strictly; it can be {@link #take taken} afterwards. Needs no database and is safe for several threads. */
    public IncomingEvent read(JsonNode event) {
        return reader.read(event);
    }

    /** As {@link #read}, for what Stripe's webhooks tell: sums of refunds and standings of disputes too. */
    public IncomingEvent readStripe(JsonNode event) {
        return reader.readStripe(event);
    }

    /** Takes these in; the results come in the same order. */
    List<EventResult> receive(ProgramId program, List<JsonNode> events, String actor) {
        return take(program, events.stream().map(reader::read).toList(), actor);
    }

    /** Takes at most {@link #MOST} events in, in one transaction; the results come in the same order. */
    public List<EventResult> take(ProgramId program, List<IncomingEvent> events, String actor) {
        return transactions.required(() -> work(program, events, actor));
    }

    private List<EventResult> work(ProgramId program, List<IncomingEvent> events, String actor) {
        var understood = events.stream().flatMap(Inbox::understood).toList();
        if (understood.isEmpty()) {
            var now = batches.now(program);
            return events.stream().map(event -> unread(event, now)).toList();
        }
        var held = new HashSet<String>();
        lock(program, understood, held);
        var known = new LinkedHashMap<String, EarlierEvent>();
        var waiting = read(program, understood, held, known);
        var batch = batches.prepare(program, understood, waiting);
        known.values().forEach(event -> batch.know(event.id(), event.sha256()));
        var results = events.stream().map(event -> result(event, batch)).toList();
        audit.recordAll(batch.flush(store, program, actor, clock.instant()));
        Transactions.afterCommit(() -> reader.remember(batch.stored()));
        return results;
    }

    private static Stream<UnderstoodEvent> understood(IncomingEvent event) {
        return switch (event) {
            case UnderstoodEvent understood -> Stream.of(understood);
            case FaultyEvent _ -> Stream.empty();
        };
    }

    private static EventResult unread(IncomingEvent event, Instant now) {
        return switch (event) {
            case FaultyEvent faulty -> new EventResult.Invalid(faulty.id(), faulty.faultsAt(now));
            case UnderstoodEvent understood -> throw new IllegalStateException("This was read: " + understood.id());
        };
    }

    private static EventResult result(IncomingEvent event, EventBatch batch) {
        return switch (event) {
            case FaultyEvent faulty -> unread(faulty, batch.now());
            case UnderstoodEvent understood ->
                EventReader.premature(understood.fact().envelope().occurredAt(), batch.now())
                        .<EventResult>map(fault -> new EventResult.Invalid(understood.id(), List.of(fault)))
                        .orElseGet(() -> new EventResult.Accepted(understood.id(), batch.take(understood)));
        };
    }

    private void lock(ProgramId program, List<UnderstoodEvent> events, Set<String> held) {
        var keys =
                events.stream().flatMap(UnderstoodEvent::keys).filter(held::add).toList();
        if (!keys.isEmpty()) {
            store.lock(program, keys);
        }
    }

    /**
     * The parked facts that these may release, and those that they release in turn. Each round locks what it found, so
     * that nobody parks a fact on something that this very transaction is about to bring.
     */
    private Map<UnderstoodEvent, String> read(
            ProgramId program, List<UnderstoodEvent> events, Set<String> held, Map<String, EarlierEvent> known) {
        var waiting = new LinkedHashMap<UnderstoodEvent, String>();
        var ids = events.stream().map(UnderstoodEvent::id).toList();
        var subjects = events.stream()
                .flatMap(event -> event.fact().asInvoice().stream())
                .flatMap(invoice -> invoice.subject().stream())
                .map(subject -> subject.key())
                .toList();
        var bringers = events;
        while (!bringers.isEmpty()) {
            var keys = bringers.stream()
                    .flatMap(UnderstoodEvent::brings)
                    .distinct()
                    .toList();
            var found = new ArrayList<UnderstoodEvent>();
            for (var earlier : store.read(program, ids, keys, subjects)) {
                if (known.putIfAbsent(earlier.id(), earlier) == null && earlier.parked() != null) {
                    var event = reader.stored(earlier.parked().payload(), earlier.sha256());
                    waiting.put(event, earlier.parked().waitsFor());
                    found.add(event);
                }
            }
            lock(program, found, held);
            bringers = found;
            ids = List.of();
            subjects = List.of();
        }
        return waiting;
    }
}
