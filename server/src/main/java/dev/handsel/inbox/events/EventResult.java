package dev.handsel.inbox.events;

import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.refusal.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one event of a request. */
public sealed interface EventResult {

    /** The event's id; null where it has none that can be read. */
    @Nullable String id();

    /** The event was understood, and this became of it. */
    record Accepted(String id, FactOutcome outcome) implements EventResult {}

    /** The event was not understood; nothing of it is stored. */
    record Invalid(@Nullable String id, List<Fault> faults) implements EventResult {}

    /** The word of the API. */
    default String word() {
        return ResultWord.of(this).word();
    }
}
