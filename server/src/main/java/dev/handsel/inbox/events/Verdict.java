package dev.handsel.inbox.events;

import dev.handsel.base.facts.Outcome;
import dev.handsel.base.refusal.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one event of a request. */
public sealed interface Verdict {

    /** The event's id; null where it has none that can be read. */
    @Nullable String id();

    /** The event was understood, and this became of it. */
    record Taken(String id, Outcome outcome) implements Verdict {}

    /** The event was not understood; nothing of it is stored. */
    record Invalid(@Nullable String id, List<Fault> faults) implements Verdict {}

    /** The word of the API. */
    default String word() {
        return switch (this) {
            case Taken taken -> StoredEvent.word(taken.outcome());
            case Invalid _ -> "invalid";
        };
    }
}
