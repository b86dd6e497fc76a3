package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Charge;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How charges and inputs are kept. Its own mapper, so that a change to how the API writes JSON never changes what is
 * stored.
 */
@Component
public class InputsJson {

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // What older versions did not know is absent from what they wrote.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public String write(Inputs inputs) {
        return json.writeValueAsString(inputs);
    }

    public Inputs inputs(String text) {
        return json.readValue(text, Inputs.class);
    }

    public String write(Charge charge) {
        return json.writeValueAsString(charge);
    }

    public Charge charge(String text) {
        return json.readValue(text, Charge.class);
    }
}
