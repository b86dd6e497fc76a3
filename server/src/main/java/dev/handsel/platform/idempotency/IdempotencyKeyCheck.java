package dev.handsel.platform.idempotency;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a request without a key where {@link IdempotencyKeyRequired} wants one. */
final class IdempotencyKeyCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(IdempotencyKeyRequired.class)
                && request.getHeader(IdempotencyFilter.KEY) == null) {
            var detail = "This request needs an Idempotency-Key, so that it can be repeated safely.";
            throw new Refused(RefusalKind.INVALID, "idempotency_key_required", detail);
        }
        return true;
    }
}
