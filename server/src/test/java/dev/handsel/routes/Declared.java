package dev.handsel.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code routes.txt} says of a route.
 *
 * @param more a sound body, or where a filter answers; empty where nothing is said
 */
record Declared(Route route, Access access, String more) {

    static List<Declared> all() {
        var found = new ArrayList<Declared>();
        var access = Access.NEVER;
        for (var line : text().lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                access = Access.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
            } else {
                var parts = line.split(" \\| ", 2);
                found.add(new Declared(Route.parse(parts[0]), access, parts.length == 2 ? parts[1] : ""));
            }
        }
        return found;
    }

    static List<Declared> all(Access access) {
        return all().stream().filter(each -> each.access() == access).toList();
    }

    private static String text() {
        try (var file = Declared.class.getResourceAsStream("routes.txt")) {
            return new String(java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A method and a path that reach the route, whatever its things are. */
    Route sample() {
        var wanted = route.method().equals("FILTER") ? Route.parse(more) : route;
        var path = wanted.pattern().replaceAll("\\{[a-z]+}", "none").replaceAll("/\\*\\*?$", "/none");
        var method = wanted.method().equals("ANY") ? "POST" : wanted.method().replace("FILE", "GET");
        return new Route(method, path);
    }
}
