package dev.handsel.platform.audit;

import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a value as JSON in one way only: members sorted by their names, no insignificant space. */
@Component
public class CanonicalJson {

    private final JsonMapper mapper;

    CanonicalJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The value's canonical text. */
    public String write(Object value) {
        return mapper.writeValueAsString(sorted(mapper.valueToTree(value)));
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
