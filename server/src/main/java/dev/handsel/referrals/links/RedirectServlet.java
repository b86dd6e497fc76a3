package dev.handsel.referrals.links;

import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.referrals.clicks.Clicks;
import dev.handsel.referrals.clicks.FilterReason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Follows {@code /r/{program}/{code}} and {@code /r/{program}/{code}/{path...}}: records the click, then sends the visitor
 * to the landing page. A plain servlet, because this is the request that comes most often.
 */
final class RedirectServlet extends HttpServlet {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final transient Destinations destinations;
    private final transient Clicks clicks;
    private final transient PublicUrl publicUrl;
    private final transient InstantSource clock;
    private final transient ObjectProvider<HandlerExceptionResolver> problems;

    RedirectServlet(
            Destinations destinations,
            Clicks clicks,
            PublicUrl publicUrl,
            InstantSource clock,
            ObjectProvider<HandlerExceptionResolver> problems) {
        this.destinations = destinations;
        this.clicks = clicks;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.problems = problems;
    }

    /** What stands behind {@code /r/}; the path begins with a slash or is empty. */
    private record Target(String program, String code, String path) {

        static Target of(HttpServletRequest request) {
            var parts = request.getRequestURI()
                    .substring(request.getContextPath().length())
                    .split("/", 5);
            if (parts.length < 4 || parts[3].isEmpty()) {
                throw Refused.notFound("link");
            }
            return new Target(parts[2].toLowerCase(Locale.ROOT), parts[3], parts.length == 5 ? "/" + parts[4] : "");
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            if (!METHODS.contains(request.getMethod())) {
                throw new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
            }
            follow(request, response);
        } catch (HttpRequestMethodNotSupportedException | RuntimeException e) {
            if (problems.getObject().resolveException(request, response, null, e) == null) {
                throw new ServletException(e);
            }
        }
    }

    private void follow(HttpServletRequest request, HttpServletResponse response) {
        var target = Target.of(request);
        var destination =
                destinations.find(target.program(), target.code()).orElseThrow(() -> Refused.notFound("link"));
        var visitor = new Visitor(request);
        var click = clicks.record(visit(destination, visitor));
        var program = destination.program();
        if (click.counted() && visitor.allowsCookie(program)) {
            boolean secure = request.isSecure() || publicUrl.text().startsWith("https:");
            response.addHeader(HttpHeaders.SET_COOKIE, Visitor.cookie(click.id(), program, secure));
        }
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader(
                HttpHeaders.LOCATION,
                LandingPage.of(
                        destination.landing(),
                        target.path(),
                        request.getQueryString(),
                        destination.affiliate().code(),
                        click.id().toString()));
        response.setContentLength(0);
    }

    private Clicks.Visit visit(Destination destination, Visitor visitor) {
        var request = visitor.request();
        var link = destination.link();
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return new Clicks.Visit(
                destination.program().id(),
                destination.affiliate().id(),
                link == null ? null : link.id(),
                request.getMethod(),
                visitor.purpose(),
                request.getRemoteAddr(),
                visitor.userAgent(),
                request.getHeader(HttpHeaders.REFERER),
                publicUrl.at(request.getRequestURI() + query),
                visitor.navigates() ? null : FilterReason.NOT_NAVIGATED,
                destination.program().now(clock));
    }
}
