package dev.handsel.identity.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/**
 * The page that somebody asked for before signing in, kept by their browser for ten minutes. Only the path and the query are
 * kept, so whatever a browser brings leads to this server.
 */
@Component
public class WantedPage implements RequestCache {

    private static final String COOKIE = "handsel-wanted";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int LONGEST = 2000;
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

    private final BrowserCookies cookies;

    WantedPage(BrowserCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var page = request.getRequestURI() + query;
        if ("GET".equals(request.getMethod()) && isLocal(page)) {
            var value = Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(UTF_8));
            cookies.set(response, COOKIE, value, LIFETIME);
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        var page = cookies.read(request, COOKIE)
                .flatMap(WantedPage::decoded)
                .filter(WantedPage::isLocal)
                .map(SimpleSavedRequest::new)
                .orElse(null);
        // Asked for when somebody has signed in: another time they may want something else.
        removeRequest(request, response);
        return page;
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        if (cookies.read(request, COOKIE).isPresent()) {
            cookies.clear(response, COOKIE);
        }
    }

    static boolean isLocal(String page) {
        return page.length() <= LONGEST && LOCAL.matcher(page).matches();
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
