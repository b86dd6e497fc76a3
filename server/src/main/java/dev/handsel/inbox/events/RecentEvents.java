package dev.handsel.inbox.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events that were read lately and not taken since, by the digest of their text. The oldest goes first: a cache that keeps what is asked for
 * often would keep the first few, as each is asked for once.
 */
final class RecentEvents {

    /** Some eight batches; a few MiB. */
    private static final int MOST = 4_000;

    private final Map<String, UnderstoodEvent> events = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UnderstoodEvent> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(UnderstoodEvent event) {
        events.put(event.sha256(), event);
    }

    /** The event, which is not kept any more. */
    synchronized Optional<UnderstoodEvent> take(String sha256) {
        return Optional.ofNullable(events.remove(sha256));
    }
}
