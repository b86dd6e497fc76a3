package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.signing.CanonicalPath;
import dev.handsel.signing.RejectedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths that could be read in two ways before anything is mapped by them. An encoded slash is one of these here: some
 * program on the way may decode it.
 */
final class CanonicalPaths extends OncePerRequestFilter {

    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

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
        CanonicalPath.require(path);
        if (NO_ESCAPE.matcher(path).find()) {
            throw new RejectedException(
                    dev.handsel.signing.Refusal.PATH_NOT_CANONICAL,
                    "The path holds a % that begins no escape of two hexadecimal digits.");
        }
        var lower = path.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c")) {
            throw new RejectedException(
                    dev.handsel.signing.Refusal.PATH_NOT_CANONICAL, "The path holds an encoded slash.");
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
