package dev.handsel.referrals.links;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link of an affiliate beside their code.
 *
 * @param slug what stands in the link, unique in the programme for ever
 * @param landingUrl where it leads; null for the programme's landing page
 * @param version counts changes, for {@code ETag}
 */
record Link(
        LinkId id,
        ProgramId program,
        AffiliateId affiliate,
        String slug,
        @Nullable String landingUrl,
        @Nullable String name,
        long version,
        Instant createdAt) {}
