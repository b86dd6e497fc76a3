package dev.handsel.platform.json;

import dev.handsel.base.ids.Id;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** Says what a value must be, as a part of a sentence: {@code a time such as ...}. */
public final class Expected {

    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, long.class, Integer.class, Long.class, BigInteger.class);
    private static final Set<Class<?>> DECIMAL = Set.of(double.class, Double.class, BigDecimal.class);

    private Expected() {}

    /** What a value of this type is on the wire. */
    public static String words(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (DECIMAL.contains(type)) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T00:00:00Z (RFC 3339)";
        }
        if (type.isEnum()) {
            return "one of: " + constants(type);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (Id.class.isAssignableFrom(type)) {
            return "an id";
        }
        return Map.class.isAssignableFrom(type) || Shape.isPlain(type) ? "an object" : "a string";
    }

    static String words(JavaType type) {
        return words(
                type.getRawClass() == Optional.class ? type.containedType(0).getRawClass() : type.getRawClass());
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** What stands there instead. */
    static String found(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case MISSING -> "nothing";
        };
    }
}
