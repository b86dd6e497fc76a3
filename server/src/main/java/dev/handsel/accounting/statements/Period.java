package dev.handsel.accounting.statements;

import dev.handsel.platform.http.QueryReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, open where there is no bound.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 */
record Period(@Nullable Instant from, @Nullable Instant to) {

    /** Reads {@code from} and {@code to}; whatever is wrong is left with {@code query}. */
    static Period read(QueryReader query, @Nullable String from, @Nullable String to) {
        var begins = query.instant("from", from);
        var ends = query.instant("to", to);
        if (begins.isPresent() && ends.isPresent() && !begins.get().isBefore(ends.get())) {
            query.fault("to", "out_of_range", "The period ends after it begins.");
        }
        return new Period(begins.orElse(null), ends.orElse(null));
    }
}
