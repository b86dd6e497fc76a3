package dev.handsel.inbox.events;

import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text as which an event is stored and compared with one that comes again: members sorted by their names, no insignificant
 * space, numbers as they came. It never changes, or what was sent before would be taken for something else.
 */
@Component
class StoredForm {

    private final JsonMapper mapper;

    StoredForm(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String write(JsonNode event) {
        return mapper.writeValueAsString(sorted(event));
    }

    private JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var members = new TreeMap<String, JsonNode>();
                object.forEachEntry((name, member) -> members.put(name, sorted(member)));
                yield mapper.createObjectNode().setAll(members);
            }
            case ArrayNode array ->
                mapper.createArrayNode()
                        .addAll(array.valueStream().map(this::sorted).toList());
            default -> node;
        };
    }
}
