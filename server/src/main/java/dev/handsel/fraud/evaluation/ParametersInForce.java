package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.configuration.RuleConfigurations;
import dev.handsel.fraud.rules.Parameters;
import org.springframework.stereotype.Component;

/** The parameters of the rules of each programme. */
@Component
class ParametersInForce {

    private final RuleConfigurations configurations;

    ParametersInForce(RuleConfigurations configurations) {
        this.configurations = configurations;
    }

    /** Those of a programme; one statement. */
    Parameters of(ProgramId program) {
        return configurations.of(program).inForce();
    }
}
