package dev.handsel.platform.problems;

import io.swagger.v3.oas.models.media.Schema;

/**
 * Patterns as JSON Schema has them: in the dialect of ECMA-262, and found anywhere in a text unless they say where they
 * begin and end. Bean Validation's are Java's and match the whole text.
 */
final class FullMatch {

    /** In Java, that a point stands for line breaks as well. */
    private static final String DOT_ALL = "(?s)";

    private FullMatch() {}

    static void apply(Schema<?> schema) {
        var pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith("^")) {
            schema.setPattern(of(pattern));
        }
    }

    static String of(String java) {
        var all = java.startsWith(DOT_ALL);
        var rest = all ? java.substring(DOT_ALL.length()).replace(".", "[\\s\\S]") : java;
        return "^(?:" + rest + ")$";
    }
}
