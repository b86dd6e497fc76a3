package dev.handsel.platform.json;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.List;

/** What came of reading a JSON value strictly: the value, or every fault that was found in it. */
public sealed interface Reading<T> {

    /** The value, bound and validated. */
    record Sound<T>(T value) implements Reading<T> {}

    /**
     * What is wrong with it.
     *
     * @param refusal how a request of this content is refused: as invalid, or, where its only fault is that it names
     *     something malformed, as that thing's being unknown
     */
    record Faulty<T>(List<Fault> faults, Refused refusal) implements Reading<T> {}

    /** The value; anything else is refused. */
    default T orRefuse() {
        return switch (this) {
            case Sound<T> sound -> sound.value();
            case Faulty<T> faulty -> throw faulty.refusal();
        };
    }
}
