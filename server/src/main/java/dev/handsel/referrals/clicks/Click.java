package dev.handsel.referrals.clicks;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A click on an affiliate's link.
 *
 * @param affiliate null for a dead link that is nobody's
 * @param eventId the merchant's event that told it; null for a click that came through this server's own links
 * @param ref the merchant's own id of the click
 * @param visitor whose browser it was, where it may remember; null for one that does not count
 * @param filtered why it does not count; null for one that does
 */
public record Click(
        ClickId id,
        ProgramId program,
        @Nullable AffiliateId affiliate,
        @Nullable LinkId link,
        @Nullable String eventId,
        @Nullable String ref,
        @Nullable String device,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String fingerprint,
        @Nullable String referrer,
        @Nullable String url,
        @Nullable VisitorId visitor,
        @Nullable FilterReason filtered,
        Instant occurredAt,
        Instant recordedAt) {}
