package dev.handsel.signing.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON text taken apart as far as it is needed to write it with other whitespace or in another order. Scalars keep
 * the characters that they were written with.
 */
final class JsonText {

    private static final int DEEPEST = 64;

    /** A value. */
    sealed interface Node permits Scalar, Array, Members {}

    /** A string with its quotes, a number, or a word. */
    record Scalar(String text) implements Node {}

    record Array(List<Node> items) implements Node {}

    record Members(List<Member> list) implements Node {}

    record Member(String name, Node value) {}

    private static final class NotJson extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotJson() {
            super("not JSON", null, false, false);
        }
    }

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** The whole text, or nothing where it is no array and no object. */
    static Optional<Node> read(String text) {
        var reader = new JsonText(text);
        try {
            var node = reader.node(0);
            reader.skip();
            return reader.at == text.length() && !(node instanceof Scalar) ? Optional.of(node) : Optional.empty();
        } catch (NotJson no) {
            return Optional.empty();
        }
    }

    private Node node(int depth) {
        if (depth > DEEPEST) {
            throw new NotJson();
        }
        skip();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> array(depth);
            case '"' -> new Scalar(string());
            default -> new Scalar(word());
        };
    }

    private Node members(int depth) {
        at++;
        var list = new ArrayList<Member>();
        skip();
        if (takes('}')) {
            return new Members(list);
        }
        do {
            skip();
            var name = string();
            skip();
            require(':');
            list.add(new Member(name, node(depth + 1)));
            skip();
        } while (takes(','));
        require('}');
        return new Members(list);
    }

    private Node array(int depth) {
        at++;
        var items = new ArrayList<Node>();
        skip();
        if (takes(']')) {
            return new Array(items);
        }
        do {
            items.add(node(depth + 1));
            skip();
        } while (takes(','));
        require(']');
        return new Array(items);
    }

    private String string() {
        int start = at;
        require('"');
        while (peek() != '"') {
            at += peek() == '\\' ? 2 : 1;
        }
        at++;
        return text.substring(start, at);
    }

    private String word() {
        int start = at;
        while (at < text.length() && " \t\r\n,:]}[{\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new NotJson();
        }
        return text.substring(start, at);
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private boolean takes(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char wanted) {
        if (!takes(wanted)) {
            throw new NotJson();
        }
    }
}
