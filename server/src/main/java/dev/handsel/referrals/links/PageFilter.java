package dev.handsel.referrals.links;

import dev.handsel.programs.terms.Programs;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what browsers ask before they post a click from another origin. Such a question has no body: it is answered for
 * the programme that its query names, or for any whose pages are there; the click itself is checked for its programme.
 */
final class PreflightFilter extends OncePerRequestFilter {

    private final Programs programs;
    private final ObjectProvider<HandlerExceptionResolver> problems;

    PreflightFilter(Programs programs, ObjectProvider<HandlerExceptionResolver> problems) {
        this.programs = programs;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CorsUtils.isPreFlightRequest(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            answer(request, response);
        } catch (RuntimeException e) {
            if (problems.getObject().resolveException(request, response, null, e) == null) {
                throw new ServletException(e);
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!mayPost(origin, request.getParameter("program"))) {
            throw Origins.notAllowed();
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaders.CONTENT_TYPE);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private boolean mayPost(String origin, @Nullable String program) {
        return Origins.find(origin)
                .filter(page -> program == null
                        ? programs.anyAllows(page)
                        : programs.named(program)
                                .filter(found -> found.allows(page))
                                .isPresent())
                .isPresent();
    }
}
