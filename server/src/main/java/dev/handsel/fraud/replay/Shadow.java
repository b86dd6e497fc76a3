package dev.handsel.fraud.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameters;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that are tried beside those in force.
 *
 * @param version another one whenever it is set
 * @param setAt by the clock of the server
 * @param triedAt when somebody last set out to look; null before
 * @param found what was found last; null before
 * @param failure why it was not found the last time; null where it was
 */
record Shadow(
        ProgramId program,
        UUID version,
        Parameters parameters,
        Instant setAt,
        @Nullable Instant triedAt,
        @Nullable Found found,
        @Nullable Failure failure) {

    /** What was found by the events up to this number. */
    record Found(long seq, ShadowResult result) {}

    /**
     * That it was not found.
     *
     * @param reason {@value #TOO_LONG}, {@value #TOO_LARGE}, or the class of what was run into
     */
    record Failure(Instant at, String reason) {

        static final String TOO_LONG = "too_long";
        static final String TOO_LARGE = "too_large";
    }
}
