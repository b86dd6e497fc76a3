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
import org.springframework.http.ResponseCookie;

/**
 * What a browser remembers of the clicks on links of a programme, in cookies of the programme's own: the last one, the first
 * one, and by which random id they belong together. Scripts may read them: the snippet on the merchant's pages hands a click's
 * id over at signup, and they open nothing for whoever learns them.
 *
 * @param visitor the id that the browser has, or a new one
 * @param knowsFirst whether the browser remembers a first click already, whose cookie then ends with the window of that click
 * @param host by which the browser has reached this server
 */
record Touches(Program program, VisitorId visitor, boolean knowsFirst, String host) {

    private static final String LAST = "hs_click";

    static Touches of(Program program, HttpServletRequest request) {
        return new Touches(
                program,
                values(request, visitorCookie(program))
                        .flatMap(value -> VisitorId.find(value).stream())
                        .findFirst()
                        .orElseGet(VisitorId::fresh),
                values(request, firstCookie(program))
                        .anyMatch(value -> ClickId.find(value).isPresent()),
                request.getServerName());
    }

    private static Stream<String> values(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue);
    }

    /** Several programmes may have their links at one host; only the last click is known to it by one name. */
    static String firstCookie(Program program) {
        return "hs_first_" + program.slug();
    }

    static String visitorCookie(Program program) {
        return "hs_visitor_" + program.slug();
    }

    /** The cookies after this click, each the value of a header {@code Set-Cookie}. */
    List<String> after(ClickId click, boolean secure) {
        var last = cookie(LAST, click.toString(), secure);
        var visits = cookie(visitorCookie(program), visitor.toString(), secure);
        return knowsFirst
                ? List.of(last, visits)
                : List.of(last, cookie(firstCookie(program), click.toString(), secure), visits);
    }

    private String cookie(String name, String value, boolean secure) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(Duration.ofDays(program.attribution().windowDays()))
                .sameSite("Lax")
                .secure(secure);
        Optional<String> domain = program.tracking().cookieDomainAt(host);
        return domain.map(cookie::domain).orElse(cookie).build().toString();
    }
}
