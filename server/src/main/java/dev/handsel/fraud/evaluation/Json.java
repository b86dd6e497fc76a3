package dev.handsel.fraud.evaluation;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms in which accounts, pairs and totals are kept share these: what is zero, empty or false is left out. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    static String object(Consumer<Json> members) {
        var text = new StringWriter(256);
        try (var out = MAPPER.createGenerator(text)) {
            out.writeStartObject();
            members.accept(new Json(out));
            out.writeEndObject();
        }
        return text.toString();
    }

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    JsonGenerator out() {
        return out;
    }

    Json number(String name, long value) {
        if (value != 0) {
            out.writeNumberProperty(name, value);
        }
        return this;
    }

    Json flag(String name, boolean value) {
        if (value) {
            out.writeBooleanProperty(name, true);
        }
        return this;
    }

    Json text(String name, @Nullable Object value) {
        if (value != null) {
            out.writeStringProperty(name, value.toString());
        }
        return this;
    }

    Json texts(String name, Iterable<String> values) {
        if (values.iterator().hasNext()) {
            out.writeArrayPropertyStart(name);
            values.forEach(out::writeString);
            out.writeEndArray();
        }
        return this;
    }

    Json said(String name, Said said) {
        if (!said.inForce.isEmpty()) {
            out.writeObjectPropertyStart(name);
            said.inForce.forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        return this;
    }

    /** Of a histogram the steps in which there is something, each with its count. */
    Json histogram(String name, int[] counts) {
        out.writeArrayPropertyStart(name);
        for (int step = 0; step < counts.length; step++) {
            if (counts[step] != 0) {
                out.writeNumber(step);
                out.writeNumber(counts[step]);
            }
        }
        out.writeEndArray();
        return this;
    }

    static void said(JsonNode from, Said said) {
        from.properties()
                .forEach(one -> said.inForce.put(one.getKey(), one.getValue().asString()));
    }

    static void histogram(JsonNode from, int[] counts) {
        for (int i = 0; i + 1 < from.size(); i += 2) {
            counts[from.get(i).asInt()] = from.get(i + 1).asInt();
        }
    }

    static int count(JsonNode from, String name) {
        return from.path(name).asInt(0);
    }

    static long millis(JsonNode from, String name) {
        return from.path(name).asLong(0);
    }
}
