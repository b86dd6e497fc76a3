package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.programs.time.BeforeTime;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** What rules about fraud say of a programme, brought up to what was told; in no transaction. */
@Service
public class Evaluation implements BeforeTime {

    private final Identities identities;

    Evaluation(Identities identities) {
        this.identities = identities;
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
    public void before(ProgramId program, Instant stop) {
        catchUp(program, stop);
    }
}
