package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameters;
import org.springframework.stereotype.Component;

/** The parameters of the rules of each programme. */
@Component
class ParametersInForce {

    /** Those of a programme: the standard, as none can set its own yet. */
    Parameters of(ProgramId program) {
        return Parameters.STANDARD;
    }
}
