package dev.handsel.platform.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets a filter answer an exception as if a handler method had thrown it. */
public final class Refusals {

    private final Supplier<HandlerExceptionResolver> resolver;

    Refusals(Supplier<HandlerExceptionResolver> resolver) {
        this.resolver = resolver;
    }

    /** Renders the refusal, by whatever renders those of handler methods. */
    public void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
            throws ServletException {
        if (resolver.get().resolveException(request, response, null, failure) == null) {
            throw new ServletException(failure);
        }
    }
}
