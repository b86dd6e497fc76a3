package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventStore.Known;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    public Incoming read(JsonNode event) {
        return reader.read(event);
    }

    /** Takes these in; the results come in the same order. */
    List<EventResult> receive(ProgramId program, List<JsonNode> events, String actor) {
        return take(program, events.stream().map(reader::read).toList(), actor);
    }

    /** Takes at most {@link #MOST} events in, in one transaction; the results come in the same order. */
    public List<EventResult> take(ProgramId program, List<Incoming> events, String actor) {
        return transactions.required(() -> work(program, events, actor));
    }

    private List<EventResult> work(ProgramId program, List<Incoming> events, String actor) {
        var arrivals =
                events.stream().flatMap(event -> event.arrival().stream()).toList();
        if (arrivals.isEmpty()) {
            return events.stream().<EventResult>map(Incoming::invalid).toList();
        }
        var held = new HashSet<String>();
        lock(program, arrivals, held);
        var known = new LinkedHashMap<String, Known>();
        var waiting = read(program, arrivals, held, known);
        var batch = batches.prepare(program, arrivals, waiting);
        known.values().forEach(event -> batch.know(event.id(), event.sha256()));
        var results = events.stream().map(event -> result(event, batch)).toList();
        audit.recordAll(batch.flush(store, program, actor, clock.instant()));
        return results;
    }

    private static EventResult result(Incoming event, EventBatch batch) {
        return event.arrival()
                .<EventResult>map(arrival -> {
                    var premature = EventReader.premature(arrival.fact(), batch.now());
                    return premature.isPresent()
                            ? new EventResult.Invalid(arrival.id(), List.of(premature.get()))
                            : new EventResult.Accepted(arrival.id(), batch.take(arrival));
                })
                .orElseGet(event::invalid);
    }

    private void lock(ProgramId program, List<Arrival> arrivals, Set<String> held) {
        var keys = arrivals.stream().flatMap(Arrival::keys).filter(held::add).toList();
        if (!keys.isEmpty()) {
            store.lock(program, keys);
        }
    }

    /**
     * The parked facts that these may release, and those that they release in turn. Each round locks what it found, so
     * that nobody parks a fact on something that this very transaction is about to bring.
     */
    private Map<Arrival, String> read(
            ProgramId program, List<Arrival> arrivals, Set<String> held, Map<String, Known> known) {
        var waiting = new LinkedHashMap<Arrival, String>();
        var ids = arrivals.stream().map(Arrival::id).toList();
        var subjects = arrivals.stream()
                .flatMap(arrival -> arrival.fact().asInvoice().stream())
                .flatMap(invoice -> invoice.subject().stream())
                .map(subject -> subject.key())
                .toList();
        var bringers = arrivals;
        while (!bringers.isEmpty()) {
            var keys = bringers.stream().flatMap(Arrival::brings).distinct().toList();
            var found = new ArrayList<Arrival>();
            for (var event : store.read(program, ids, keys, subjects)) {
                if (known.putIfAbsent(event.id(), event) == null && event.waiting() != null) {
                    var arrival = reader.stored(event.waiting().payload(), event.sha256());
                    waiting.put(arrival, event.waiting().key());
                    found.add(arrival);
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
