package dev.handsel.identity.sessions;

import dev.handsel.base.ids.AccountId;
import dev.handsel.platform.http.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, as Spring Security asks for it: by a cookie whose secret the database knows as a hash. Every sign-in begins
 * a session of its own, so nobody can hand somebody else a session to sign in to.
 */
@Component
public class SignedIn implements SecurityContextRepository {

    private static final String COOKIE = "handsel-session";

    private final Sessions sessions;
    private final BrowserCookies cookies;
    private final TrustedProxies proxies;

    SignedIn(Sessions sessions, BrowserCookies cookies, TrustedProxies proxies) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.proxies = proxies;
    }

    @Override
    @SuppressWarnings("deprecation") // Nothing else is abstract; what is called instead falls back on it.
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        var context = SecurityContextHolder.createEmptyContext();
        token(exchange.getRequest()).flatMap(sessions::find).ifPresent(session -> {
            var known = UsernamePasswordAuthenticationToken.authenticated(
                    session.account().toString(), null, List.of());
            known.setDetails(session.id());
            context.setAuthentication(known);
        });
        return context;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        token(request).ifPresent(sessions::signOut);
        var known = context.getAuthentication();
        if (known == null) {
            cookies.clear(response, COOKIE);
            return;
        }
        var agent =
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("");
        cookies.set(response, COOKIE, sessions.start(AccountId.parse(known.getName()), proxies.client(request), agent));
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return token(request).isPresent();
    }

    private Optional<String> token(HttpServletRequest request) {
        return cookies.read(request, COOKIE);
    }
}
