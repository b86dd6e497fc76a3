package dev.handsel.platform.http;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too large, whether or not they say so beforehand, and query texts that cannot be stored. */
final class LimitFilter extends OncePerRequestFilter {

    static final int MOST_BYTES = 1 << 20;

    private final Refusals refusals;

    LimitFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            refusals.answer(request, response, tooLarge());
        } else if (hasNull(request.getQueryString())) {
            var fault = new Fault("?", "malformed", "U+0000 is not allowed in a query.");
            refusals.answer(request, response, Refused.invalid(List.of(fault)));
        } else {
            chain.doFilter(new Limited(request), response);
        }
    }

    private static boolean hasNull(@Nullable String query) {
        return query != null && query.contains("%00");
    }

    private static Refused tooLarge() {
        return new Refused(
                RefusalKind.TOO_LARGE, "body_too_large", "A request's body may have " + MOST_BYTES + " bytes.");
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), MOST_BYTES, LimitFilter::tooLarge);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
