package dev.handsel.platform.idempotency;

import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes secrets out of an answer. */
final class Redaction {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Redaction() {}

    /** The JSON object with null at these pointers and {@code "secret_shown": true}. */
    static String without(List<String> pointers, String body) {
        if (!(JSON.readTree(body) instanceof ObjectNode object)) {
            throw new IllegalStateException("An answer with a secret must be a JSON object");
        }
        pointers.stream().map(JsonPointer::compile).forEach(pointer -> {
            if (!(object.at(pointer.head()) instanceof ObjectNode parent)
                    || !parent.has(pointer.last().getMatchingProperty())) {
                throw new IllegalStateException("The answer has no secret at " + pointer);
            }
            parent.putNull(pointer.last().getMatchingProperty());
        });
        return JSON.writeValueAsString(object.put("secret_shown", true));
    }
}
