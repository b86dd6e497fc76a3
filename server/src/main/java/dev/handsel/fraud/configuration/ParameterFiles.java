package dev.handsel.fraud.configuration;

import dev.handsel.base.refusal.Refused;
import dev.handsel.fraud.configuration.ConfigurationController.ParametersRequest;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.platform.json.Bodies;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/** Reads parameters that no request brings, in the form in which one would bring them. */
@Component
public class ParameterFiles {

    private final Bodies bodies;

    ParameterFiles(Bodies bodies) {
        this.bodies = bodies;
    }

    /**
     * The parameters of a JSON object {@code {"parameters": {"hold_at": 0.8}}}; effects may stand beside them and say nothing here.
     * Refuses anything else with {@link Refused}, which tells every fault.
     */
    public Parameters read(InputStream bytes) {
        return Parameters.read(
                bodies.read(bytes, ParametersRequest.class).orRefuse().parameters());
    }
}
