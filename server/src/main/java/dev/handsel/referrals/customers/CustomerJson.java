package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Qualification;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How is kept to whom a customer is owed, with every candidate that lost, and what they have traded: as JSON. */
@Component
class CustomerJson {

    private final JsonMapper json;

    CustomerJson(JsonMapper json) {
        this.json = json;
    }

    String write(Attribution attribution) {
        return json.writeValueAsString(attribution);
    }

    Attribution attribution(String text) {
        return json.readValue(text, Attribution.class);
    }

    String write(Qualification qualification) {
        return json.writeValueAsString(qualification);
    }

    Qualification qualification(String text) {
        return json.readValue(text, Qualification.class);
    }
}
