package dev.handsel.platform.json;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import tools.jackson.databind.PropertyNamingStrategies;

/** RFC 6901 pointers to the members of a request's body. */
final class Pointers {

    private static final SnakeCase SNAKE = new SnakeCase();

    private Pointers() {}

    static String member(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static String element(String pointer, int index) {
        return pointer + "/" + index;
    }

    /** The name on the wire of a record's component. */
    static String wireName(String component) {
        return SNAKE.of(component);
    }

    /** Where a validator's path leads: {@code lines[0].unitPrice} is {@code /lines/0/unit_price}. */
    static String of(String start, Path path) {
        var pointer = start;
        for (var node : path) {
            if (node.getIndex() != null) {
                pointer = element(pointer, node.getIndex());
            } else if (node.getKey() != null) {
                pointer = member(pointer, node.getKey().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer = member(pointer, wireName(node.getName()));
            }
        }
        return pointer;
    }

    /** The naming of the JSON mapper itself, so that pointers and members agree. */
    private static final class SnakeCase extends PropertyNamingStrategies.SnakeCaseStrategy {

        private String of(String component) {
            return translate(component);
        }
    }
}
