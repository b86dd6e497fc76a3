package dev.handsel.inbox.events;

import dev.handsel.base.refusal.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event that was not understood; nothing of it will be stored.
 *
 * @param said when it says that it happened; null where that cannot be read
 */
record FaultyEvent(@Nullable String id, @Nullable Instant said, List<Fault> faults) implements IncomingEvent {

    /** What is wrong with it for somebody whose time is {@code now}. */
    List<Fault> faultsAt(Instant now) {
        return said == null
                ? faults
                : Stream.concat(faults.stream(), EventReader.premature(said, now).stream())
                        .toList();
    }

    @Override
    public Optional<Instant> occurredAt() {
        return Optional.empty();
    }
}
