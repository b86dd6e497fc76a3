package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths that could be read in two ways ({@link UnambiguousPath}), and targets with raw characters
 * ({@link RawCharacters}), before anything is mapped by them. Where a module forgives raw characters ({@link ForgivenTargets})
 * everybody behind this sees them encoded.
 */
final class CanonicalPaths extends OncePerRequestFilter {

    private final Refusals refusals;
    private final List<ForgivenTargets> forgiven;

    CanonicalPaths(Refusals refusals, List<ForgivenTargets> forgiven) {
        this.refusals = refusals;
        this.forgiven = List.copyOf(forgiven);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var encoded = new Encoded(request);
        HttpServletRequest asked =
                forgiven.stream().anyMatch(some -> some.paths().include(encoded)) ? encoded : request;
        try {
            require(asked);
        } catch (RejectedException rejected) {
            refusals.answer(new Unreadable(request), response, refused(request, rejected));
            return;
        }
        chain.doFilter(asked, response);
    }

    private static void require(HttpServletRequest request) {
        var path = request.getRequestURI();
        RawCharacters.require(path + (request.getQueryString() == null ? "" : "?" + request.getQueryString()));
        UnambiguousPath.require(path);
        if (path.indexOf(';') >= 0) {
            throw new RejectedException(Refusal.PATH_NOT_CANONICAL, "The path holds parameters; none are known here.");
        }
    }

    private static Refused refused(HttpServletRequest request, RejectedException rejected) {
        var code = rejected.refusal() == Refusal.PATH_NOT_CANONICAL && !isSigned(request)
                ? "malformed_request"
                : rejected.refusal().code();
        return new Refused(RefusalKind.INVALID, code, String.valueOf(rejected.getMessage()));
    }

    private static boolean isSigned(HttpServletRequest request) {
        return request.getHeader("Signature-Input") != null
                || request.getHeader("Signature") != null
                || request.getHeader("X-Signature") != null;
    }

    /** The request as its sender should have written it. */
    private static final class Encoded extends HttpServletRequestWrapper {

        private Encoded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return RawCharacters.encoded(super.getRequestURI());
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(RawCharacters.encoded(super.getRequestURL().toString()));
        }

        @Override
        public @Nullable String getQueryString() {
            var query = super.getQueryString();
            return query == null ? null : RawCharacters.encoded(query);
        }
    }

    /** What writes the answer would read the path as well, which cannot be read. */
    private static final class Unreadable extends HttpServletRequestWrapper {

        private Unreadable(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return "/";
        }
    }
}
