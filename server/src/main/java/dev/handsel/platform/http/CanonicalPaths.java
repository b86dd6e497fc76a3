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
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses paths that could be read in two ways ({@link UnambiguousPath}) before anything is mapped by them. */
final class CanonicalPaths extends OncePerRequestFilter {

    private final Refusals refusals;

    CanonicalPaths(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            require(request.getRequestURI());
        } catch (RejectedException rejected) {
            refusals.answer(new Unreadable(request), response, refused(request, String.valueOf(rejected.getMessage())));
            return;
        }
        chain.doFilter(request, response);
    }

    private static void require(String path) {
        UnambiguousPath.require(path);
        if (path.indexOf(';') >= 0) {
            throw new RejectedException(Refusal.PATH_NOT_CANONICAL, "The path holds parameters; none are known here.");
        }
    }

    private static Refused refused(HttpServletRequest request, String detail) {
        return new Refused(RefusalKind.INVALID, isSigned(request) ? "path_not_canonical" : "malformed_request", detail);
    }

    private static boolean isSigned(HttpServletRequest request) {
        return request.getHeader("Signature-Input") != null
                || request.getHeader("Signature") != null
                || request.getHeader("X-Signature") != null;
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
