package dev.handsel.inbox.events;

import dev.handsel.base.refusal.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as it was read, before it is taken in: understood, or with every fault. */
public sealed interface IncomingEvent permits UnderstoodEvent, FaultyEvent {

    /** The event's id; null where it has none that can be read. */
    @Nullable String id();

    /** When it happened; nothing where it was not understood. */
    Optional<Instant> occurredAt();

    /** What is wrong with it; nothing where it was understood. */
    List<Fault> faults();
}
