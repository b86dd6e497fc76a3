package dev.handsel.inbox.history;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an event said, for those who may see all of it and for those who may not. */
@Component
class StoredPayload {

    /** The members by which a person could be found or known again; pages tell of them by what stands in their addresses. */
    private static final List<String> PERSONAL = List.of(
            "account",
            "broker_account",
            "device",
            "email",
            "fingerprint",
            "ip",
            "payment_fingerprint",
            "payout_fingerprint",
            "referrer",
            "terminal",
            "url",
            "user_agent");

    private final JsonMapper json;

    StoredPayload(JsonMapper json) {
        this.json = json;
    }

    /**
     * A payload as it is shown.
     *
     * @param withheld the members that were taken out, in alphabetic order
     */
    record Shown(JsonNode shown, List<String> withheld) {

        /** The invoice that it is about. */
        Optional<String> invoice() {
            return text("invoice");
        }

        /** The trade that it is about. */
        Optional<String> trade() {
            return text("trade");
        }

        private Optional<String> text(String member) {
            return Optional.of(shown.path(member)).filter(JsonNode::isString).map(JsonNode::stringValue);
        }
    }

    /** Reads what was stored; what tells of a person is left out unless {@code people}. */
    Shown read(String payload, boolean people) {
        var event = (ObjectNode) json.readTree(payload);
        var withheld = people
                ? List.<String>of()
                : PERSONAL.stream().filter(event::has).toList();
        event.remove(withheld);
        return new Shown(event, withheld);
    }
}
