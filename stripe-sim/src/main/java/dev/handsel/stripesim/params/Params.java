package dev.handsel.stripesim.params;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parameters that passed their table. */
public final class Params {

    private final Map<String, Object> values;

    Params(Map<String, Object> values) {
        this.values = values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text, or null where none was sent or an empty one. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }

    public String text(String name, String otherwise) {
        var text = text(name);
        return text == null ? otherwise : text;
    }

    /** What an update leaves of an earlier text. */
    public @Nullable String changed(String name, @Nullable String earlier) {
        return has(name) ? text(name) : earlier;
    }

    public String required(String name) {
        return (String) value(name);
    }

    public long amount(String name) {
        return (Long) value(name);
    }

    public long whole(String name, long otherwise) {
        return values.get(name) instanceof Long number ? number : otherwise;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public Range range(String name) {
        return values.get(name) instanceof Range range ? range : Range.ALWAYS;
    }

    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A nested object; an empty one where none was sent. */
    public Params under(String name) {
        return values.get(name) instanceof Params nested ? nested : new Params(Map.of());
    }

    /** The names sent at this level. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Metadata after these parameters: names are added, changed, or removed by an empty text. */
    public Map<String, String> metadata(Map<String, String> earlier) {
        if (!(values.get("metadata") instanceof Map<?, ?> sent)) {
            return values.containsKey("metadata") ? Map.of() : earlier;
        }
        var all = new TreeMap<>(earlier);
        sent.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
        all.values().removeIf(String::isEmpty);
        return Map.copyOf(all);
    }

    /** Whether an optional filter lets this through. */
    public Predicate<@Nullable String> filter(String name) {
        var wanted = text(name);
        return value -> wanted == null || wanted.equals(value);
    }

    private Object value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The table must require " + name);
        }
        return value;
    }
}
