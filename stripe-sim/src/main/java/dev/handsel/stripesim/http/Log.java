package dev.handsel.stripesim.http;

import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.params.Form;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The last 200,000 requests, as they arrived. */
public final class Log {

    private static final int KEPT = 200_000;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** One request and what became of it. */
    public record Entry(String request, Arrival arrival, Instant at, AtomicReference<String> outcome) {
        void became(String what) {
            outcome.set(what);
        }

        ObjectNode json() {
            var params = new TreeMap<String, String>();
            for (var field : fields()) {
                params.merge(field.name(), field.value(), (first, second) -> first + "," + second);
            }
            return Json.object(
                    "request",
                    request,
                    "method",
                    arrival.method(),
                    "path",
                    arrival.path(),
                    "idempotency_key",
                    arrival.key().isEmpty() ? null : arrival.key(),
                    "account",
                    arrival.account().isEmpty() ? null : arrival.account(),
                    "params",
                    params,
                    "received_at",
                    at.toString(),
                    "outcome",
                    outcome.get());
        }

        private List<Form.Field> fields() {
            try {
                return arrival.fields();
            } catch (RuntimeException e) {
                return List.of(new Form.Field("unreadable", arrival.sent().body()));
            }
        }
    }

    synchronized Entry add(String request, Arrival arrival, Instant at) {
        var entry = new Entry(request, arrival, at, new AtomicReference<>("open"));
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
        return entry;
    }

    /** The latest of them, at most as many as the limit. */
    public synchronized List<ObjectNode> find(Pattern path, long limit) {
        var found = entries.stream()
                .filter(entry -> path.matcher(entry.arrival.path()).find())
                .toList();
        return found.stream()
                .skip(Math.max(0, found.size() - limit))
                .map(Entry::json)
                .toList();
    }

    public synchronized void clear() {
        entries.clear();
    }

    public synchronized int size() {
        return entries.size();
    }
}
