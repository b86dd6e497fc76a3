package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.verdicts.CatchUp;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.time.BeforeTime;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Service;

/** What rules about fraud say of a programme, brought up to what was told; in no transaction. */
@Service
public class Evaluation implements BeforeTime, CatchUp {

    private final Identities identities;
    private final Programs programs;
    private final InstantSource clock;

    Evaluation(Identities identities, Programs programs, InstantSource clock) {
        this.identities = identities;
        this.programs = programs;
        this.clock = clock;
    }

    /** Evaluates up to 500 events, unless somebody else does so at this moment; an instant that may go on is left. */
    public void step(ProgramId program) {
        identities.step(program);
    }

    /**
     * Evaluates all that was told until now, with the midnights of the programme's time up to {@code until}; waits for whoever else does.
     */
    public void catchUp(ProgramId program, Instant until) {
        identities.catchUp(program, until);
    }

    @Override
    public void catchUp(ProgramId program) {
        catchUp(program, programs.get(program).now(clock));
    }

    @Override
    public void before(ProgramId program, Instant stop) {
        catchUp(program, stop);
    }
}
