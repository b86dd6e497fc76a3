package dev.handsel.referrals.links;

import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.links.LandingPage.Credit;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Follows {@code /r/{program}/{code}} and {@code /r/{program}/{code}/{path...}}: records the click, then sends the visitor
 * to the landing page. Whoever follows a dead link sees the programme's landing page all the same, to nobody's credit. A
 * plain servlet, because this is the request that comes most often.
 */
final class RedirectServlet extends HttpServlet {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final transient Destinations destinations;
    private final transient Programs programs;
    private final transient Visits visits;
    private final transient VisitorProofs proofs;
    private final transient PublicUrl publicUrl;
    private final transient DeadEnd deadEnd = new DeadEnd();
    private final transient ObjectProvider<HandlerExceptionResolver> problems;

    RedirectServlet(
            Destinations destinations,
            Programs programs,
            Visits visits,
            VisitorProofs proofs,
            PublicUrl publicUrl,
            ObjectProvider<HandlerExceptionResolver> problems) {
        this.destinations = destinations;
        this.programs = programs;
        this.visits = visits;
        this.proofs = proofs;
        this.publicUrl = publicUrl;
        this.problems = problems;
    }

    /** What stands behind {@code /r/}, each empty where it is missing; the path begins with a slash or is empty. */
    private record Target(String program, String code, String path) {

        static Target of(HttpServletRequest request) {
            var parts = request.getRequestURI()
                    .substring(request.getContextPath().length())
                    .split("/", 5);
            return new Target(
                    parts.length < 3 ? "" : parts[2].toLowerCase(Locale.ROOT),
                    parts.length < 4 ? "" : parts[3],
                    parts.length == 5 ? "/" + parts[4] : "");
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (!METHODS.contains(request.getMethod())) {
                throw new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
            }
            follow(Target.of(request), new Visitor(request), response);
        } catch (HttpRequestMethodNotSupportedException | RuntimeException e) {
            if (problems.getObject().resolveException(request, response, null, e) == null) {
                throw new ServletException(e);
            }
        }
    }

    private void follow(Target target, Visitor visitor, HttpServletResponse response) throws IOException {
        var found = destinations.find(target.program(), target.code());
        if (found.isPresent() && found.get().affiliate().active()) {
            follow(found.get(), target, visitor, response);
        } else {
            stray(found, target, visitor, response);
        }
    }

    private void follow(Destination destination, Target target, Visitor visitor, HttpServletResponse response) {
        var program = destination.program();
        var touches = visitor.allowsCookie(program)
                ? Optional.of(Touches.of(destination, visitor.request(), proofs))
                : Optional.<Touches>empty();
        var click = visits.followed(
                destination, visitor, touches.map(Touches::visitor).orElse(null));
        if (click.counted()) {
            boolean secure = visitor.request().isSecure() || publicUrl.isSecure();
            touches.stream()
                    .flatMap(remembered -> remembered.after(click.id(), secure).stream())
                    .forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie));
        }
        var credit = new Credit(
                program.tracking(), destination.affiliate().code(), click.id().toString());
        var query = visitor.request().getQueryString();
        send(response, LandingPage.of(destination.landing(), target.path(), query, credit));
    }

    private void stray(Optional<Destination> found, Target target, Visitor visitor, HttpServletResponse response)
            throws IOException {
        var program = found.map(Destination::program).or(() -> programs.named(target.program()));
        if (program.isPresent()) {
            visits.strayed(program.get(), found, visitor);
            send(response, program.get().landingUrl());
        } else if (visitor.readsPages()) {
            deadEnd.show(response);
        } else {
            throw Refused.notFound("link");
        }
    }

    private static void send(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader(HttpHeaders.LOCATION, location);
        response.setContentLength(0);
    }
}
