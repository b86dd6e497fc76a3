package dev.handsel.referrals.clicks;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The clicks that come through this server's own links and snippet. */
@Service
public class Clicks {

    private static final int LONGEST = 1000;

    private final ClickWriter writer;

    Clicks(ClickWriter writer) {
        this.writer = writer;
    }

    /**
     * Somebody, or something, followed a link.
     *
     * @param affiliate null where the link leads to nobody; it is a {@link FilterReason#DEAD_LINK} then
     * @param method the HTTP method, where the request itself was the click
     * @param purpose what the browser says it fetches the page for, other than to show it
     * @param flaw why it counts for nothing, for what the request itself does not say; null where there is no such reason
     * @param visitor whose browser it is, where it may remember that
     * @param at the programme's present
     */
    public record Visit(
            ProgramId program,
            @Nullable AffiliateId affiliate,
            @Nullable LinkId link,
            @Nullable String method,
            @Nullable String purpose,
            @Nullable String ip,
            @Nullable String userAgent,
            @Nullable String referrer,
            @Nullable String url,
            @Nullable FilterReason flaw,
            @Nullable VisitorId visitor,
            Instant at) {}

    /**
     * What became of a visit.
     *
     * @param durable false where the database is away: the click then waits in memory to be stored later
     * @param counted false where it was filtered, see {@link FilterReason}
     */
    public record RecordedVisit(ClickId id, boolean durable, boolean counted) {}

    /** Records a click; returns once it is durable, or once it is clear that this would take too long. */
    public RecordedVisit record(Visit visit) {
        var filtered = filtered(visit);
        var click = new Click(
                ClickId.fresh(),
                visit.program(),
                visit.affiliate(),
                visit.link(),
                null,
                null,
                null,
                visit.ip(),
                storable(visit.userAgent()),
                null,
                storable(visit.referrer()),
                storable(visit.url()),
                filtered == null ? visit.visitor() : null,
                filtered,
                visit.at(),
                visit.at());
        return new RecordedVisit(click.id(), writer.write(click) == ClickWriter.Fate.STORED, filtered == null);
    }

    /** A dead link is one for whoever follows it; else a machine is one however it came. */
    private static @Nullable FilterReason filtered(Visit visit) {
        var machine = Visitors.filtered(visit.method(), visit.userAgent(), visit.purpose());
        return visit.flaw() == FilterReason.DEAD_LINK || machine == null ? visit.flaw() : machine;
    }

    /** What a browser sends may be anything: kept are at most a thousand characters that PostgreSQL can store. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null
                ? null
                : text.codePoints()
                        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                        .limit(LONGEST)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
