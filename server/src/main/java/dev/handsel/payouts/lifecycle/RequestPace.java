package dev.handsel.payouts.lifecycle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * One request for a payout in 10 seconds and affiliate, by the system's clock, whatever became of the one before. Kept in
 * memory by each replica and fails open: what protects the money is the ledger, this only slows people down.
 */
@Component
class RequestPace {

    private static final Duration PACE = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 100_000;

    private record Grant(Instant at, String request) {}

    private final InstantSource clock;
    private final Cache<AffiliateId, Grant> grants;

    RequestPace(InstantSource clock) {
        this.clock = clock;
        this.grants = Caffeine.newBuilder()
                .expireAfterWrite(PACE)
                .maximumSize(MOST_KEPT)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /**
     * Counts this request, or refuses it.
     *
     * @param request names the request on this server, so that one that is handled again after it lost against a
     *     concurrent transaction does not count twice
     */
    void check(AffiliateId affiliate, String request) {
        var now = clock.instant();
        var grant = grants.get(affiliate, _ -> new Grant(now, request));
        if (!grant.request().equals(request)) {
            var wait = PACE.minus(Duration.between(grant.at(), now));
            throw Refused.later(
                    Refused.Kind.TOO_MANY,
                    "too_many_requests",
                    "One payout can be requested in 10 seconds.",
                    Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
    }
}
