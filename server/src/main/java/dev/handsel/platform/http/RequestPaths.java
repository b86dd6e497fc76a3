package dev.handsel.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Requests by their paths, which are read as endpoints read them.
 *
 * @param method the only method that is meant, or null for every method
 */
public record RequestPaths(@Nullable HttpMethod method, List<PathPattern> patterns) {

    public RequestPaths {
        patterns = List.copyOf(patterns);
    }

    /** Paths with every method; a pattern is such as {@code /v1/meta}, {@code /r/**} or {@code /v1/programs/*}. */
    public static RequestPaths any(String... patterns) {
        return new RequestPaths(null, parsed(patterns));
    }

    /** Paths with one method; patterns as for {@link #any}. */
    public static RequestPaths only(HttpMethod method, String... patterns) {
        return new RequestPaths(method, parsed(patterns));
    }

    private static List<PathPattern> parsed(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }

    /** Whether the request is one of these. */
    public boolean include(HttpServletRequest request) {
        return include(request.getMethod(), request.getRequestURI());
    }

    /** Whether a request with this method and path, encoded as in a URI, is one of these. */
    public boolean include(String name, String path) {
        return (method == null || method.matches(name)) && matches(path);
    }

    private boolean matches(String path) {
        try {
            var container = PathContainer.parsePath(path);
            return patterns.stream().anyMatch(pattern -> pattern.matches(container));
        } catch (IllegalArgumentException malformed) {
            // An escape that is none, which the container has let through beside a semicolon: no path of ours.
            return false;
        }
    }
}
