package dev.handsel.payouts.accounts;

import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether Stripe opens accounts for this platform at all. A platform that has not opened any for long is asked to confirm that
 * it still means to, by a person in Stripe's Dashboard; until then every request would be refused alike, so none is sent. One
 * is let through every {@link #PAUSE}, to notice that it was confirmed.
 *
 * @see <a
 *     href="https://docs.stripe.com/changelog/endive/2026-11-18/error-code-for-blocked-account-creation-requests">docs.stripe.com/changelog/endive/2026-11-18/error-code-for-blocked-account-creation-requests</a>
 */
@Component
class OpeningStop {

    static final String CODE = "inactive_api_operation_confirmation_required";
    static final Duration PAUSE = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(OpeningStop.class);

    private final AtomicReference<Instant> until = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock;

    OpeningStop(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        Gauge.builder("handsel.payouts.accounts.stopped", this, stop -> stop.stands() ? 1 : 0)
                .description("1 while Stripe opens no accounts until somebody confirms that in its Dashboard.")
                .register(meters);
    }

    /** Refuses (409 {@code provider_unavailable}) while Stripe waits to be told. */
    void check() {
        if (stands()) {
            throw refused();
        }
    }

    /** Notes a refusal of this kind and refuses alike; another one is none of its business. */
    void heed(Declined declined) {
        if (declined.code().equals(CODE)) {
            until.set(clock.instant().plus(PAUSE));
            log.error(
                    "Stripe opens no accounts for this platform: somebody has to sign in to Stripe's Dashboard and confirm that it"
                            + " may be asked to. Nothing is sent for {} minutes. Stripe says: {}",
                    PAUSE.toMinutes(),
                    declined.message());
            throw refused();
        }
    }

    private boolean stands() {
        return clock.instant().isBefore(until.get());
    }

    private static Refused refused() {
        return Refused.conflict(
                "provider_unavailable",
                "Stripe opens no accounts for this server until its operator confirms that in Stripe's Dashboard. Nothing is"
                        + " wrong with the account that was asked for: ask again later.");
    }
}
