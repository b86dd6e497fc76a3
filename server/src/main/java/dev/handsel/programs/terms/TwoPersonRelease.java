package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody's wish that one person be enough for the payouts of a programme. It counts for {@link #COUNTS} and is granted by
 * somebody else who wishes the same.
 *
 * @param askedBy as in the audit log
 * @param askedAt by the system's clock
 */
record TwoPersonRelease(ProgramId program, String askedBy, Instant askedAt) {

    /** After this a wish is forgotten, so that nobody grants what was meant for another week. */
    static final Duration COUNTS = Duration.ofDays(7);

    /** Whether this second wish, made at {@code now} of the system, grants it. */
    boolean grantedBy(String actor, Instant now) {
        return counts(now) && !actor.equals(askedBy);
    }

    boolean counts(Instant now) {
        return askedAt.plus(COUNTS).isAfter(now);
    }
}
