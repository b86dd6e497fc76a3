package dev.handsel.referrals.links;

import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.Consent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a visitor's request says beside where it goes. */
record Visitor(HttpServletRequest request) {

    /** Behind it stands the programme; without one it is that of before there was one for each. */
    private static final String CONSENT_COOKIE = "hs_consent";

    private static final String GRANTED = "granted";
    private static final Set<String> SCRIPTED = Set.of("cors", "same-origin");

    /** What the browser fetches the page for, if not to show it. */
    @Nullable String purpose() {
        return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                .flatMap(this::all)
                .reduce((first, second) -> first + "," + second)
                .orElse(null);
    }

    /**
     * Whether somebody went to this address in a window of their own, as far as the browser says: what is loaded as an image,
     * frame, script or style is nobody's click. Browsers that send no fetch metadata (W3C, Fetch Metadata Request Headers)
     * are believed. {@code Sec-Fetch-User} says {@code ?1} or is absent: people's clicks that pass through another page's
     * script on their way have lost it, so its absence proves nothing.
     */
    boolean navigates() {
        return all("Sec-Fetch-Dest").allMatch("document"::equalsIgnoreCase)
                && all("Sec-Fetch-Mode").allMatch("navigate"::equalsIgnoreCase)
                && all("Sec-Fetch-User").allMatch("?1"::equals);
    }

    /** Whether a script of a page sends this, as the snippet does, as far as the browser says. */
    boolean isSentByScript() {
        return all("Sec-Fetch-Dest").allMatch("empty"::equalsIgnoreCase)
                && all("Sec-Fetch-Mode").allMatch(mode -> SCRIPTED.contains(mode.toLowerCase(Locale.ROOT)));
    }

    private Stream<String> all(String name) {
        return Collections.list(request.getHeaders(name)).stream().map(String::strip);
    }

    /** Whether an answer may be a page for people. */
    boolean readsPages() {
        return all("Accept").anyMatch(types -> types.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    @Nullable String userAgent() {
        return request.getHeader("User-Agent");
    }

    /** Whether a cookie may be set: not where it takes consent and there is none, nor where the browser objects. */
    boolean allowsCookie(Program program) {
        return !objects() && (program.consent() == Consent.NOT_APPLICABLE || hasConsentedTo(program));
    }

    /** Whether the browser says that nobody shall follow its user around (W3C, Global Privacy Control). */
    boolean objects() {
        return "1".equals(request.getHeader("Sec-GPC"));
    }

    private boolean hasConsentedTo(Program program) {
        var said =
                Touches.values(request, CONSENT_COOKIE + "_" + program.slug()).toList();
        return (said.isEmpty() ? Touches.values(request, CONSENT_COOKIE) : said.stream()).anyMatch(GRANTED::equals);
    }
}
