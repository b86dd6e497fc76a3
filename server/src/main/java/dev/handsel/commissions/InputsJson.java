package dev.handsel.commissions;

import dev.handsel.facts.Charge;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How charges and inputs are kept. Its own mapper, so that a change to how the API writes JSON never changes what is
 * stored.
 */
@Component
class InputsJson {

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    String write(Inputs inputs) {
        return json.writeValueAsString(inputs);
    }

    Inputs inputs(String text) {
        return json.readValue(text, Inputs.class);
    }

    String write(Charge charge) {
        return json.writeValueAsString(charge);
    }

    Charge charge(String text) {
        return json.readValue(text, Charge.class);
    }
}
