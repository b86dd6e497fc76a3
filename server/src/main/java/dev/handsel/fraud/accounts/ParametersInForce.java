package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameters;
import org.springframework.stereotype.Component;

/** The parameters of the rules of each programme. */
@Component
public class ParametersInForce {

    /** Those of a programme: the standard, as none can set its own yet. */
    public Parameters of(ProgramId program) {
        return Parameters.STANDARD;
    }
}
