package dev.handsel.referrals.links;

import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.Program;
import dev.handsel.referrals.clicks.VisitorId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * What a browser remembers of the clicks on links of a programme, in cookies of the programme's own: the last one, the first
 * one, and by which random id they belong together. Scripts may read them: the snippet on the merchant's pages hands a click's
 * id over at signup. Whoever learns a visitor's id can add clicks to that visitor's, and where the first click counts, an early
 * one of these wins; ids without this server's proof are nobody's.
 *
 * @param age for how long the browser keeps a cookie
 * @param visitor the id that the browser has, or a new one
 * @param fresh how the new id is written with its proof; null where the browser has one already, which then ends in its own time
 * @param knowsFirst whether the browser remembers a first click already, whose cookie then ends with the window of that click
 * @param host by which the browser has reached this server
 */
record Touches(
        Program program,
        Duration age,
        VisitorId visitor,
        @Nullable String fresh,
        boolean knowsFirst,
        String host) {

    static Touches of(Destination destination, HttpServletRequest request, VisitorProofs proofs) {
        var program = destination.program();
        var known = values(request, visitorCookie(program))
                .flatMap(value -> proofs.find(program.id(), value).stream())
                .findFirst();
        var visitor = known.orElseGet(VisitorId::fresh);
        return new Touches(
                program,
                destination.cookieAge(),
                visitor,
                known.isPresent() ? null : proofs.written(program.id(), visitor),
                values(request, firstCookie(program))
                        .anyMatch(value -> ClickId.find(value).isPresent()),
                request.getServerName());
    }

    /** The values of all cookies of this name, in the order of the browser. */
    static Stream<String> values(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue);
    }

    // Several programmes may have their links at one host.
    private static String lastCookie(Program program) {
        return "hs_click_" + program.slug();
    }

    private static String firstCookie(Program program) {
        return "hs_first_" + program.slug();
    }

    private static String visitorCookie(Program program) {
        return "hs_visitor_" + program.slug();
    }

    /** The cookies after this click, each the value of a header {@code Set-Cookie}. */
    List<String> after(ClickId click, boolean secure) {
        return Stream.of(
                        cookies(lastCookie(program), click.toString(), secure),
                        knowsFirst ? Stream.<String>empty() : cookies(firstCookie(program), click.toString(), secure),
                        fresh == null ? Stream.<String>empty() : cookies(visitorCookie(program), fresh, secure))
                .flatMap(cookies -> cookies)
                .toList();
    }

    /** A cookie of the domain comes after the end of the host's own one of before there was a domain, which would hide it. */
    private Stream<String> cookies(String name, String value, boolean secure) {
        Optional<String> domain = program.tracking().cookieDomainAt(host);
        var cookie = cookie(name, value, age, secure);
        return domain.isEmpty()
                ? Stream.of(cookie.build().toString())
                : Stream.of(
                        cookie(name, "", Duration.ZERO, secure).build().toString(),
                        cookie.domain(domain.get()).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(
            String name, String value, Duration age, boolean secure) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(age)
                .sameSite("Lax")
                .secure(secure);
    }
}
