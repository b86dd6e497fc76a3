package dev.handsel.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Notes the exception that is about to be turned into an answer, for a filter that must know it; resolves nothing. */
@Component
final class FailureNote implements HandlerExceptionResolver, Ordered {

    private static final String ATTRIBUTE = FailureNote.class.getName();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        request.setAttribute(ATTRIBUTE, failure);
        return null;
    }

    static @Nullable Exception in(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exception failure ? failure : null;
    }
}
