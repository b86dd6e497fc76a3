package dev.handsel.signing.explain;

import dev.handsel.signing.explain.JsonText.Array;
import dev.handsel.signing.explain.JsonText.Member;
import dev.handsel.signing.explain.JsonText.Members;
import dev.handsel.signing.explain.JsonText.Node;
import dev.handsel.signing.explain.JsonText.Scalar;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A way in which programs write JSON.
 *
 * @param indent what a level is indented by; empty to keep all on one line
 * @param sorted whether members are sorted by name
 * @param ascii whether everything but ASCII is escaped
 */
record JsonStyle(String name, String indent, String comma, String colon, boolean sorted, boolean ascii) {

    private static final List<JsonStyle> SPACINGS = List.of(
            spacing("compact", "", ",", ":"),
            spacing("on one line with spaces after commas and colons", "", ", ", ": "),
            spacing("indented by two spaces", "  ", ",", ": "),
            spacing("indented by four spaces", "    ", ",", ": "),
            spacing("indented by two spaces, with spaces around colons", "  ", ",", " : "),
            spacing("indented by tabs", "\t", ",", ": "));

    /** The usual ones; the plainest first. */
    static final List<JsonStyle> ALL = Stream.of(0, 1, 2, 3)
            .flatMap(kind -> SPACINGS.stream().map(spacing -> spacing.as((kind & 1) != 0, (kind & 2) != 0)))
            .toList();

    /** Those that keep the order of members, and their characters. */
    static final List<JsonStyle> PLAIN = SPACINGS;

    private static JsonStyle spacing(String name, String indent, String comma, String colon) {
        return new JsonStyle(name, indent, comma, colon, false, false);
    }

    private JsonStyle as(boolean alsoSorted, boolean alsoAscii) {
        var full = name + (alsoSorted ? ", sorted by name" : "") + (alsoAscii ? ", everything but ASCII escaped" : "");
        return new JsonStyle(full, indent, comma, colon, alsoSorted, alsoAscii);
    }

    String write(Node node) {
        var text = new StringBuilder();
        append(text, node, 0);
        return text.toString();
    }

    private void append(StringBuilder text, Node node, int depth) {
        if (node instanceof Scalar scalar) {
            appendScalar(text, scalar.text());
        } else if (node instanceof Array array) {
            text.append('[');
            for (int i = 0; i < array.items().size(); i++) {
                begin(text, i, depth + 1);
                append(text, array.items().get(i), depth + 1);
            }
            finish(text, array.items().isEmpty(), depth);
            text.append(']');
        } else if (node instanceof Members members) {
            text.append('{');
            var list = sorted
                    ? members.list().stream()
                            .sorted(Comparator.comparing(Member::name))
                            .toList()
                    : members.list();
            for (int i = 0; i < list.size(); i++) {
                begin(text, i, depth + 1);
                appendScalar(text, list.get(i).name());
                text.append(colon);
                append(text, list.get(i).value(), depth + 1);
            }
            finish(text, list.isEmpty(), depth);
            text.append('}');
        }
    }

    private void begin(StringBuilder text, int index, int depth) {
        text.append(index == 0 ? "" : comma);
        newLine(text, depth);
    }

    private void finish(StringBuilder text, boolean empty, int depth) {
        if (!empty) {
            newLine(text, depth);
        }
    }

    private void newLine(StringBuilder text, int depth) {
        if (!indent.isEmpty()) {
            text.append('\n').append(indent.repeat(depth));
        }
    }

    private void appendScalar(StringBuilder text, String scalar) {
        for (int i = 0; i < scalar.length(); i++) {
            char c = scalar.charAt(i);
            if (ascii && c > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
    }
}
