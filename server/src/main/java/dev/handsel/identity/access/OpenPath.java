package dev.handsel.identity.access;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Paths that ask nobody who they are: credentials sent there are not looked at, so the endpoint is open or proves its
 * caller by itself. A module opens further paths with a bean of this type.
 *
 * @param method the only method that is open, or null for every method
 * @param patterns path patterns such as {@code /v1/meta} or {@code /r/**}
 */
public record OpenPath(@Nullable HttpMethod method, List<String> patterns) {

    public OpenPath {
        patterns = List.copyOf(patterns);
    }

    /** Paths open for every method. */
    public static OpenPath any(String... patterns) {
        return new OpenPath(null, List.of(patterns));
    }

    /** Paths open for one method. */
    public static OpenPath only(HttpMethod method, String... patterns) {
        return new OpenPath(method, List.of(patterns));
    }

    /**
     * Pages for a browser that are open to whoever has their address, which may be a secret that must not travel on. They
     * have a session for their forms. A module opens further pages with a bean of this type.
     *
     * @param patterns as of an open path
     */
    public record Pages(List<String> patterns) {

        public Pages {
            patterns = List.copyOf(patterns);
        }

        Stream<RequestMatcher> matchers() {
            return any(patterns.toArray(String[]::new)).matchers();
        }
    }

    Stream<RequestMatcher> matchers() {
        var paths = PathPatternRequestMatcher.withDefaults();
        return patterns.stream()
                .map(pattern -> method == null ? paths.matcher(pattern) : paths.matcher(method, pattern));
    }
}
