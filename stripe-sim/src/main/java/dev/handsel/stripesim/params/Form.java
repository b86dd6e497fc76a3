package dev.handsel.stripesim.params;

import dev.handsel.stripesim.model.StripeError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** What a form says: {@code a[b][c]=v}, {@code a[]=v} and {@code a[0]=v} become a tree. */
public sealed interface Form {

    Pattern KEY = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    Pattern PART = Pattern.compile("\\[([^\\[\\]]*)]");

    /** A value. */
    record Leaf(String text) implements Form {}

    /** Values by name; those of a list are named by their number. */
    record Branch(Map<String, Form> children) implements Form {
        static Branch empty() {
            return new Branch(new LinkedHashMap<>());
        }
    }

    /** A name as it was sent, with its value. */
    record Field(String name, String value) {}

    static List<Field> fields(String encoded) {
        var fields = new ArrayList<Field>();
        var parts = new StringTokenizer(encoded, "&");
        while (parts.hasMoreTokens()) {
            var part = parts.nextToken();
            int equals = part.indexOf('=');
            var name = equals < 0 ? part : part.substring(0, equals);
            fields.add(new Field(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1))));
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(null, "Invalid request: this is not form-encoded: " + text, null);
        }
    }

    static Branch tree(List<Field> fields) {
        var root = Branch.empty();
        for (var field : fields) {
            put(root, path(field.name()), field);
        }
        return root;
    }

    private static List<String> path(String name) {
        var key = KEY.matcher(name);
        if (!key.matches()) {
            throw StripeError.invalid(null, "Invalid parameter name: " + name, name);
        }
        var path = new ArrayList<String>();
        path.add(key.group(1));
        PART.matcher(key.group(2)).results().map(part -> part.group(1)).forEach(path::add);
        return path;
    }

    private static void put(Branch root, List<String> path, Field field) {
        var branch = root;
        for (var part : path.subList(0, path.size() - 1)) {
            var child = branch.children().computeIfAbsent(name(branch, part), _ -> Branch.empty());
            if (!(child instanceof Branch next)) {
                throw mixed(field);
            }
            branch = next;
        }
        if (branch.children().putIfAbsent(name(branch, path.getLast()), new Leaf(field.value())) != null) {
            throw mixed(field);
        }
    }

    /** {@code []} is the next number. */
    private static String name(Branch branch, String part) {
        return part.isEmpty() ? String.valueOf(branch.children().size()) : part;
    }

    private static StripeError mixed(Field field) {
        return StripeError.invalid(
                null, "Invalid request: the parameter " + field.name() + " is given more than once.", field.name());
    }
}
