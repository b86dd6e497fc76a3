package dev.handsel.programs.time;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.Optional;

/** Work of a programme that falls due by its clock: maturity, giving up on what nobody came for. */
public interface ProgramWork {

    /** When the next piece falls due, if one is waiting. */
    Optional<Instant> nextDue(ProgramId program);

    /**
     * Does what is due by {@code now}. Repeating it is harmless, and several processes may do it at once. Joins a
     * transaction in progress.
     *
     * @return how many pieces were done
     */
    int workOff(ProgramId program, Instant now);
}
