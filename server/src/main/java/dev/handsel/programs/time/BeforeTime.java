package dev.handsel.programs.time;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;

/** Whatever must be done before the clock of a test programme moves on; in no transaction. */
public interface BeforeTime {

    /**
     * Does it, with all that passes up to {@code stop}, which is where the clock stands next. Repeating it is harmless.
     */
    void before(ProgramId program, Instant stop);
}
