package dev.handsel.platform.problems;

import dev.handsel.platform.http.PublicAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** No cache keeps an answer of the API, the few public ones excepted. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
@FilterRegistration(urlPatterns = "/v1/*")
class PrivateAnswers extends OncePerRequestFilter {

    private final List<PublicAnswer> exceptions;

    PrivateAnswers(List<PublicAnswer> exceptions) {
        this.exceptions = List.copyOf(exceptions);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return exceptions.stream().anyMatch(path -> path.paths().include(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        chain.doFilter(request, response);
    }
}
