package dev.handsel.identity.access;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers what the security filters refuse with the same problem documents as everything else. */
@Component
@ConditionalOnWebApplication
class SecurityRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"handsel\"";

    private final HandlerExceptionResolver resolver;

    SecurityRefusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        answer(
                request,
                response,
                new Refused(
                        RefusalKind.UNAUTHENTICATED, "unauthenticated", "This needs a bearer token or an API key."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        answer(request, response, new Refused(RefusalKind.FORBIDDEN, "forbidden", "This is not allowed to you."));
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException {
        if (refused.kind() == RefusalKind.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(refused));
        }
        if (resolver.resolveException(request, response, null, refused) == null) {
            throw new IllegalStateException("Nothing renders refusals", refused);
        }
    }

    /** RFC 6750 names no error where no token came. */
    private static String challenge(Refused refused) {
        return refused.code().equals("unauthenticated") ? CHALLENGE : CHALLENGE + ", error=\"invalid_token\"";
    }
}
