package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.params.Param;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** One operation of the API: where it is, what it takes, and what it does under the world's lock. */
public record Route(String method, Pattern path, Param.Fields table, Function<Call, ObjectNode> handler) {

    static Route get(String path, Param.Fields table, Function<Call, ObjectNode> handler) {
        return new Route("GET", pattern(path), table, handler);
    }

    static Route post(String path, Param.Fields table, Function<Call, ObjectNode> handler) {
        return new Route("POST", pattern(path), table, handler);
    }

    static Route delete(String path, Param.Fields table, Function<Call, ObjectNode> handler) {
        return new Route("DELETE", pattern(path), table, handler);
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replaceAll("\\{[a-z]+}", "([^/]+)"));
    }

    /** What stands in the place of the variables, where this is the path. */
    public Optional<List<String>> match(String requested, String path) {
        var found = this.path.matcher(path);
        if (!method.equals(requested) || !found.matches()) {
            return Optional.empty();
        }
        return Optional.of(IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .toList());
    }
}
