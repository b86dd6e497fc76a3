package dev.handsel.platform.json;

import dev.handsel.base.ids.Id;
import dev.handsel.base.refusal.Refused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Binds what is neither record, list nor map: texts, numbers, times, constants, ids. */
final class Scalars {

    /** More digits, before or after the point, than any amount, price or volume has. */
    private static final int DIGITS = 60;

    private final JsonMapper mapper;
    private final Faults faults;

    Scalars(JsonMapper mapper, Faults faults) {
        this.mapper = mapper;
        this.faults = faults;
    }

    @Nullable Object value(JsonNode node, JavaType type, String pointer) {
        var form = form(type.getRawClass());
        if (form != null && !form.matches(node)) {
            faults.wrongType(pointer, type, node);
            return null;
        }
        if (node.isNumber() && outOfRange(node, type.getRawClass())) {
            faults.add(pointer, "out_of_range", "This number is out of range.");
            return null;
        }
        return bound(node, type, pointer);
    }

    /** The key of a map. */
    @Nullable Object key(String text, JavaType type, String pointer) {
        return bound(JsonNodeFactory.instance.stringNode(text), type, pointer);
    }

    private @Nullable Object bound(JsonNode node, JavaType type, String pointer) {
        try {
            return mapper.<@Nullable Object>treeToValue(node, type);
        } catch (JacksonException e) {
            var refusal = refusal(e);
            if (refusal == null) {
                addFault(e, node, type, pointer);
            } else {
                faults.add(pointer, refusal);
            }
            return null;
        }
    }

    private void addFault(JacksonException e, JsonNode node, JavaType type, String pointer) {
        if (type.isEnumType()) {
            faults.add(pointer, "unknown_value", "Expected one of: " + constants(type) + ".");
        } else if (e instanceof MismatchedInputException && !(e instanceof InvalidFormatException)) {
            faults.wrongType(pointer, type, node);
        } else {
            faults.add(pointer, "malformed", "Expected " + Expected.words(type) + ".");
        }
    }

    private String constants(JavaType type) {
        return Arrays.stream(type.getRawClass().getEnumConstants())
                .map(constant -> mapper.valueToTree(constant).asString())
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Refused refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }

    private static boolean outOfRange(JsonNode number, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return !number.canConvertToInt();
        }
        if (type == long.class || type == Long.class) {
            return !number.canConvertToLong();
        }
        var exact = number.decimalValue();
        return exact.precision() > DIGITS || Math.abs((long) exact.scale()) > DIGITS;
    }

    private enum Form {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN;

        boolean matches(JsonNode node) {
            return switch (this) {
                case TEXT -> node.isString();
                case INTEGER -> node.isIntegralNumber();
                case NUMBER -> node.isNumber();
                case BOOLEAN -> node.isBoolean();
            };
        }
    }

    private static @Nullable Form form(Class<?> type) {
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class
                || type == BigInteger.class) {
            return Form.INTEGER;
        }
        if (type == BigDecimal.class || type == double.class || type == Double.class) {
            return Form.NUMBER;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Form.BOOLEAN;
        }
        var text = type == String.class || type.isEnum() || type.getName().startsWith("java.time.");
        return text || isId(type) ? Form.TEXT : null;
    }

    private static boolean isId(Class<?> type) {
        return Id.class.isAssignableFrom(type);
    }
}
