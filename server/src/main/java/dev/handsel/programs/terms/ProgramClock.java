package dev.handsel.programs.terms;

import java.time.Instant;
import java.time.InstantSource;

/** What time it is in a programme: the system's, or a test programme's own, which moves forward only by command. */
public sealed interface ProgramClock {

    /** The present. */
    Instant now(InstantSource system);

    /** The clock of a live programme. */
    record Live() implements ProgramClock {
        @Override
        public Instant now(InstantSource system) {
            return system.instant();
        }
    }

    /** The clock of a test programme, standing at {@code instant}. */
    record Test(Instant instant) implements ProgramClock {
        @Override
        public Instant now(InstantSource system) {
            return instant;
        }
    }
}
