package dev.handsel.platform.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names each request before anything else sees it. */
final class RequestIdFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = isFirst(request)
                ? RequestId.assign(request, request.getHeader(RequestId.HEADER))
                : RequestId.of(request);
        response.setHeader(RequestId.HEADER, id);
        try (var _ = MDC.putCloseable(RequestId.LOG_KEY, id)) {
            chain.doFilter(request, response);
        }
    }

    private static boolean isFirst(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST;
    }
}
