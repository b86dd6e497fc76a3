package dev.handsel.referrals.customers;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How an attribution is kept: as JSON, with every candidate that lost. */
@Component
class AttributionJson {

    private final JsonMapper json;

    AttributionJson(JsonMapper json) {
        this.json = json;
    }

    String write(Attribution attribution) {
        return json.writeValueAsString(attribution);
    }

    Attribution read(String text) {
        return json.readValue(text, Attribution.class);
    }
}
