package dev.handsel.referrals.links;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.programs.terms.Program;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a code leads, and to whose credit.
 *
 * @param cookieAge for how long browsers remember who followed it
 * @param link the link that the code names; null where it is the affiliate's own code
 */
record Destination(
        Program program,
        Duration cookieAge,
        Affiliate affiliate,
        @Nullable Link link) {

    /** The landing page: the link's own, as long as its host is allowed, else the programme's. */
    WebAddress landing() {
        return Optional.ofNullable(link)
                .map(Link::landingUrl)
                .flatMap(WebAddress::find)
                .filter(program::allows)
                .or(() -> WebAddress.find(program.landingUrl()))
                .orElseThrow(() -> new IllegalStateException(program.id() + " has no landing page"));
    }
}
