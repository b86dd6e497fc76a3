package dev.handsel.stripesim.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests that arrived, as they arrived, whatever became of them. */
public final class Requests {

    private static final int REMEMBERED = 200_000;

    /**
     * One of them.
     *
     * @param form the body, or the query, as it came
     * @param outcome the status of the answer, or what happened in place of one
     */
    public record Seen(
            long number,
            Instant at,
            String method,
            String path,
            String form,
            @Nullable String key,
            @Nullable String account,
            String outcome) {}

    private final Deque<Seen> seen = new ArrayDeque<>();
    private long count;

    synchronized long next() {
        return ++count;
    }

    synchronized void add(Seen request) {
        seen.addLast(request);
        if (seen.size() > REMEMBERED) {
            seen.removeFirst();
        }
    }

    public synchronized List<Seen> all() {
        return List.copyOf(seen);
    }

    public synchronized void clear() {
        seen.clear();
    }
}
