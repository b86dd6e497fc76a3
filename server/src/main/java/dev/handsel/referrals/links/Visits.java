package dev.handsel.referrals.links;

import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.http.Strangers;
import dev.handsel.platform.limits.Limit;
import dev.handsel.programs.terms.Program;
import dev.handsel.referrals.clicks.Clicks;
import dev.handsel.referrals.clicks.Clicks.RecordedVisit;
import dev.handsel.referrals.clicks.FilterReason;
import dev.handsel.referrals.clicks.VisitorId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Keeps who followed a link, whether it leads somewhere or not, and says why a visit counts for nothing. */
@Component
class Visits {

    private final Clicks clicks;
    private final Strangers strangers;
    private final PublicUrl publicUrl;
    private final InstantSource clock;
    private final Counter dead;

    Visits(Clicks clicks, Strangers strangers, PublicUrl publicUrl, InstantSource clock, MeterRegistry meters) {
        this.clicks = clicks;
        this.strangers = strangers;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.dead = Counter.builder("handsel.clicks.dead")
                .description(
                        "Visits of links that lead nowhere: mistyped, archived, or of an affiliate who earns no more")
                .register(meters);
    }

    /**
     * Somebody followed a link that leads somewhere.
     *
     * @param known whose browser it is, where it may remember that
     */
    RecordedVisit followed(Destination destination, Visitor visitor, @Nullable VisitorId known) {
        var visit = visit(destination.program(), destination, visitor, flaw(destination, visitor), known);
        return clicks.record(visit);
    }

    /**
     * Somebody came to a page by a link that leads somewhere, and the page says so.
     *
     * @param url of the page
     * @param known whose browser it is, where it may remember that
     */
    RecordedVisit posted(
            Destination destination,
            Visitor visitor,
            String url,
            @Nullable String referrer,
            @Nullable VisitorId known) {
        var link = destination.link();
        return clicks.record(new Clicks.Visit(
                destination.program().id(),
                destination.affiliate().id(),
                link == null ? null : link.id(),
                null,
                visitor.purpose(),
                strangers.address(visitor.request()),
                visitor.userAgent(),
                referrer,
                url,
                visitor.isSentByScript() ? null : FilterReason.NOT_NAVIGATED,
                known,
                destination.program().now(clock)));
    }

    /**
     * Somebody followed a link that leads nowhere.
     *
     * @param destination where the link led, if it ever did
     */
    void strayed(Program program, Optional<Destination> destination, Visitor visitor) {
        dead.increment();
        if (strangers.mayUse(Limit.DEAD_LINKS, visitor.request())) {
            clicks.record(visit(program, destination.orElse(null), visitor, FilterReason.DEAD_LINK, null));
        }
    }

    private @Nullable FilterReason flaw(Destination destination, Visitor visitor) {
        if (!visitor.navigates()) {
            return FilterReason.NOT_NAVIGATED;
        }
        var affiliate = destination.affiliate().id();
        return strangers.mayUse(Limit.REDIRECTS, visitor.request(), affiliate) ? null : FilterReason.OVER_LIMIT;
    }

    private Clicks.Visit visit(
            Program program,
            @Nullable Destination destination,
            Visitor visitor,
            @Nullable FilterReason flaw,
            @Nullable VisitorId known) {
        var request = visitor.request();
        var link = destination == null ? null : destination.link();
        return new Clicks.Visit(
                program.id(),
                destination == null ? null : destination.affiliate().id(),
                link == null ? null : link.id(),
                request.getMethod(),
                visitor.purpose(),
                strangers.address(request),
                visitor.userAgent(),
                request.getHeader(HttpHeaders.REFERER),
                publicUrl.at(target(request)),
                flaw,
                known,
                program.now(clock));
    }

    private static String target(HttpServletRequest request) {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }
}
