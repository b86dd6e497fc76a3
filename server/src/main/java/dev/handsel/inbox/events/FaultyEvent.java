package dev.handsel.inbox.events;

import dev.handsel.base.refusal.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event that was not understood; nothing of it will be stored. */
record FaultyEvent(@Nullable String id, List<Fault> faults) implements IncomingEvent {

    @Override
    public Optional<Instant> occurredAt() {
        return Optional.empty();
    }
}
