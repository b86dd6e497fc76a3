package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Bounds how many {@link Costly} answers one caller waits for at the same time. */
@Component
class CostlyReads implements HandlerInterceptor, WebMvcConfigurer {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Limits limits;

    CostlyReads(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isCostly(handler) && limits.use(Limit.COSTLY_READS, caller(request)).isPresent()) {
            throw Refused.later(
                    RefusalKind.TOO_MANY,
                    "too_many_at_once",
                    "Wait for the answers that you have asked for: there are two of this kind on their way.",
                    SOON);
        }
        return true;
    }

    /** Called whatever became of it, and only for what was let through. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (isCostly(handler)) {
            limits.giveBack(Limit.COSTLY_READS, caller(request));
        }
    }

    private static boolean isCostly(Object handler) {
        return handler instanceof HandlerMethod method && method.hasMethodAnnotation(Costly.class);
    }

    /** The actor of the audit log: an account, or the key of a programme. */
    private static String caller(HttpServletRequest request) {
        return String.valueOf(request.getRemoteUser());
    }
}
