package dev.handsel.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the rules for browsers onto every answer, also of servlets, of errors and of redirects. */
final class BrowserRulesFilter extends OncePerRequestFilter {

    /** A year, and this name alone: what else runs in the domain is not ours to judge. */
    private static final String HTTPS_ONLY = "max-age=31536000";

    private final List<ContentPolicy> policies;
    private final boolean httpsOnly;

    /**
     * The rules for a server.
     *
     * @param httpsOnly whether people reach it by https, so that browsers shall never try anything else
     */
    BrowserRulesFilter(List<ContentPolicy> policies, boolean httpsOnly) {
        this.policies = List.copyOf(policies);
        this.httpsOnly = httpsOnly;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BrowserRules.headers().forEach(response::setHeader);
        policies.stream()
                .filter(page -> page.paths().include(request))
                .findFirst()
                .ifPresent(page -> response.setHeader(BrowserRules.CONTENT, page.policy()));
        if (httpsOnly) {
            response.setHeader("Strict-Transport-Security", HTTPS_ONLY);
        }
        chain.doFilter(request, response);
    }
}
