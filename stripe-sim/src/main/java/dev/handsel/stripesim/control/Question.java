package dev.handsel.stripesim.control;

import dev.handsel.stripesim.params.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request to the control port: path, query and JSON. */
record Question(String method, List<String> path, List<Form.Field> query, ObjectNode json) {

    /** For example {@code POST accounts/disable}: identifiers are left out. */
    String name() {
        var words = new ArrayList<String>();
        path.stream().filter(part -> !part.contains("_1")).forEach(words::add);
        return method + " " + String.join("/", words);
    }

    /** The identifier in the path. */
    String id() {
        return path.stream().filter(part -> part.contains("_1")).findFirst().orElse("");
    }

    @Nullable String query(String name) {
        for (var field : query) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return null;
    }

    Pattern pattern(String name) {
        var text = query(name);
        return Pattern.compile(text == null ? "" : text);
    }

    /** How many of the latest are asked for. */
    long limit() {
        var text = query("limit");
        return text == null ? Long.MAX_VALUE : Long.parseLong(text);
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    @Nullable String text(String name) {
        return has(name) ? json.get(name).asString() : null;
    }

    String text(String name, String otherwise) {
        var text = text(name);
        return text == null ? otherwise : text;
    }

    long number(String name, long otherwise) {
        return has(name) ? json.get(name).longValue() : otherwise;
    }

    long number(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException(name + " is required");
        }
        return json.get(name).longValue();
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? json.get(name).booleanValue() : otherwise;
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        if (has(name)) {
            json.get(name).forEach(each -> texts.add(each.asString()));
        }
        return texts;
    }
}
