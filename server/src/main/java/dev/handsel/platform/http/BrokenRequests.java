package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers broken requests, whoever noticed, with one line in the log: anybody can make any number of them. */
final class BrokenRequests extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(BrokenRequests.class);

    private final Refusals refusals;

    BrokenRequests(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            var broken = BrokenRequest.in(e);
            if (broken.isEmpty()) {
                throw e;
            }
            answer(request, response, broken.get());
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Refused broken)
            throws ServletException {
        log.info("{} {}: {}", request.getMethod(), request.getRequestURI(), broken.detail());
        if (!response.isCommitted()) {
            refusals.answer(request, response, broken);
        }
    }
}
