package dev.handsel.stripesim.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds JSON in the order it is written down. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** An object from names and values in turn; a value may be null, text, a number, a flag, a list, a map or JSON. */
    public static ObjectNode object(@Nullable Object... namesAndValues) {
        var object = NODES.objectNode();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            object.set(String.valueOf(namesAndValues[at]), node(namesAndValues[at + 1]));
        }
        return object;
    }

    /** The same object with these names, which have nothing to say here. */
    public static ObjectNode nulls(ObjectNode object, String... names) {
        for (var name : names) {
            object.putNull(name);
        }
        return object;
    }

    /** The first object with all of the second in it. */
    public static ObjectNode join(ObjectNode object, ObjectNode more) {
        object.setAll(more);
        return object;
    }

    /** An array of these values. */
    public static ArrayNode array(Iterable<?> values) {
        var array = NODES.arrayNode();
        values.forEach(value -> array.add(node(value)));
        return array;
    }

    /** A list as Stripe shows it. */
    public static ObjectNode list(String url, boolean more, List<ObjectNode> data) {
        return object("object", "list", "url", url, "has_more", more, "data", data);
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode json -> json;
            case String text -> NODES.stringNode(text);
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            case Boolean flag -> NODES.booleanNode(flag);
            case Iterable<?> values -> array(values);
            case Map<?, ?> entries -> entries(entries);
            default -> throw new IllegalArgumentException("No JSON for " + value.getClass());
        };
    }

    private static ObjectNode entries(Map<?, ?> entries) {
        var object = NODES.objectNode();
        entries.forEach((name, value) -> object.set(String.valueOf(name), node(value)));
        return object;
    }

    public static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    public static String text(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    /** The object in this text. */
    public static ObjectNode parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The object in these bytes; an empty one where there are none. */
    public static ObjectNode parse(byte[] bytes) {
        if (bytes.length == 0) {
            return NODES.objectNode();
        }
        if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("A JSON object is expected");
    }
}
