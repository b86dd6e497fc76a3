package dev.handsel.identity.sessions;

import dev.handsel.identity.tokens.PublicUrl;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * The cookies of the pages: for this host alone, out of reach of scripts, not sent with what other sites ask for. Where people
 * reach the server by https, browsers send them by https only, and no other host of the domain can set them
 * ({@code __Host-}, RFC 6265bis), whatever speaks http between a proxy and this server.
 */
@Component
public class BrowserCookies {

    private static final String FORM = "handsel-form";

    private final boolean secure;

    BrowserCookies(PublicUrl server) {
        this.secure = server.isSecure();
    }

    /** Where the value stands by which a form proves that this server has shown it. */
    public CsrfTokenRepository formTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(name(FORM));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(secure).sameSite("Lax"));
        return tokens;
    }

    /** Until the browser is closed. */
    void set(HttpServletResponse response, String name, String value) {
        add(response, cookie(name, value).build());
    }

    void set(HttpServletResponse response, String name, String value, Duration lifetime) {
        add(response, cookie(name, value).maxAge(lifetime).build());
    }

    void clear(HttpServletResponse response, String name) {
        add(response, cookie(name, "").maxAge(0).build());
    }

    Optional<String> read(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(name)))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(name(name), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }

    private static void add(HttpServletResponse response, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name(String plain) {
        return secure ? "__Host-" + plain : plain;
    }
}
