package dev.handsel.referrals.links;

import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.Consent;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** What a visitor's request says beside where it goes. */
record Visitor(HttpServletRequest request) {

    private static final String CLICK_COOKIE = "hs_click";
    private static final String CONSENT_COOKIE = "hs_consent";
    private static final String GRANTED = "granted";

    /** What the browser fetches the page for, if not to show it. */
    @Nullable String purpose() {
        return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                .flatMap(name -> Optional.ofNullable(request.getHeader(name)).stream())
                .findFirst()
                .orElse(null);
    }

    @Nullable String userAgent() {
        return request.getHeader("User-Agent");
    }

    /** Whether a cookie may be set: not where it takes consent and there is none, nor where the browser objects. */
    boolean allowsCookie(Program program) {
        boolean objects = "1".equals(request.getHeader("Sec-GPC"));
        return !objects && (program.consent() == Consent.NOT_APPLICABLE || hasConsented());
    }

    private boolean hasConsented() {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .anyMatch(cookie -> cookie.getName().equals(CONSENT_COOKIE)
                        && cookie.getValue().equals(GRANTED));
    }

    /**
     * The cookie that remembers the click. Scripts may read it: the snippet on the merchant's pages hands the click's id
     * over at signup, and it opens nothing for whoever learns it.
     */
    static String cookie(ClickId click, Program program, boolean secure) {
        return ResponseCookie.from(CLICK_COOKIE, click.toString())
                .path("/")
                .maxAge(Duration.ofDays(program.attribution().windowDays()))
                .sameSite("Lax")
                .secure(secure)
                .build()
                .toString();
    }
}
