package dev.handsel.referrals.links;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.programs.terms.Programs;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets pages of other origins post clicks and read what becomes of them, refusals among them (CORS, Fetch standard). It
 * answers for the programme that the query names, or for any whose pages are there, as a preflight has no body; the click
 * itself is checked for its programme.
 */
final class PageFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(PageFilter.class);

    private final Programs programs;
    private final ObjectProvider<HandlerExceptionResolver> problems;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    PageFilter(Programs programs, ObjectProvider<HandlerExceptionResolver> problems) {
        this.programs = programs;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (CorsUtils.isPreFlightRequest(request)) {
            preflight(request, response);
        } else {
            name(request, response);
            chain.doFilter(request, response);
        }
    }

    private void preflight(HttpServletRequest request, HttpServletResponse response) throws ServletException {
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
        if (!mayPost(origin, request.getParameter("program"))) {
            throw Origins.notAllowed();
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaders.CONTENT_TYPE);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void name(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        try {
            if (isOfAnyProgram(origin)) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            }
        } catch (DataAccessException | TransactionException e) {
            // The endpoint knows its programme without the database, and names the origin itself.
            log.debug("whose pages are at {} cannot be read now", origin, e);
        }
    }

    private boolean mayPost(String origin, @Nullable String program) {
        return Origins.find(origin)
                .filter(page -> Optional.ofNullable(program)
                        .flatMap(programs::named)
                        .map(found -> found.allows(page))
                        .orElseGet(() -> programs.anyAllows(page)))
                .isPresent();
    }

    /** Remembered where so, for a click is not to cost a statement for this. */
    private boolean isOfAnyProgram(String origin) {
        if (known.getIfPresent(origin) != null) {
            return true;
        }
        boolean may = mayPost(origin, null);
        if (may) {
            known.put(origin, true);
        }
        return may;
    }
}
