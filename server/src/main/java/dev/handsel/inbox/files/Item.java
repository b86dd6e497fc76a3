package dev.handsel.inbox.files;

import dev.handsel.base.refusal.Fault;
import dev.handsel.inbox.events.IncomingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A line of the file: an event to be sent, or a line that is none. */
sealed interface Item {

    long line();

    record EventLine(long line, IncomingEvent incoming) implements Item {}

    record Malformed(long line, List<Fault> faults) implements Item {}

    /** When the event happened, where that can be read. */
    default Optional<Instant> occurredAt() {
        return switch (this) {
            case EventLine event -> event.incoming().occurredAt();
            case Malformed _ -> Optional.empty();
        };
    }
}
