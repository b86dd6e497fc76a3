package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import org.springframework.stereotype.Component;

/** One request for a payout in 10 seconds and affiliate, by the system's clock, whatever became of the one before. */
@Component
class RequestPace {

    private final Limits limits;

    RequestPace(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts this request, or refuses it.
     *
     * @param request names the request on this server, so that one that is handled again after it lost against a
     *     concurrent transaction does not count twice
     */
    void check(AffiliateId affiliate, String request) {
        limits.use(Limit.PAYOUT_REQUESTS, affiliate, request).ifPresent(wait -> {
            throw Refused.later(
                    RefusalKind.TOO_MANY, "too_many_requests", "One payout can be requested in 10 seconds.", wait);
        });
    }
}
