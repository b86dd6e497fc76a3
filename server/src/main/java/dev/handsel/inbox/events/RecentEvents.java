package dev.handsel.inbox.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events that were stored lately and not taken since, by the digest of their text. The oldest goes first: a cache that keeps what is asked for
 * often would keep the first few, as each is asked for once. Until somebody asks for one, none is kept: in this process nobody follows
 * events.
 */
final class RecentEvents {

    /** Some eight batches. */
    static final int MOST = 4_000;
    /** Characters of their texts together: some 32 MiB, and what was read from them as much again. */
    static final int CHARACTERS = 16_000_000;

    private final Map<String, UnderstoodEvent> events = new LinkedHashMap<>();
    private boolean wanted;
    private int characters;

    synchronized void add(UnderstoodEvent event) {
        if (!wanted || event.payload().length() > CHARACTERS) {
            return;
        }
        remove(event.sha256());
        events.put(event.sha256(), event);
        characters += event.payload().length();
        while (events.size() > MOST || characters > CHARACTERS) {
            remove(events.keySet().iterator().next());
        }
    }

    /** The event, which is not kept any more. */
    synchronized Optional<UnderstoodEvent> take(String sha256) {
        wanted = true;
        return remove(sha256);
    }

    private Optional<UnderstoodEvent> remove(String sha256) {
        var known = Optional.ofNullable(events.remove(sha256));
        known.ifPresent(event -> characters -= event.payload().length());
        return known;
    }

    synchronized int size() {
        return events.size();
    }
}
