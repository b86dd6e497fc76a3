package dev.handsel.payouts.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpeningStopTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-01T00:00:00Z"));
    private final OpeningStop stop = new OpeningStop(meters, now::get);

    private double gauge() {
        return meters.get("handsel.payouts.accounts.stopped").gauge().value();
    }

    @Test
    void nothing_is_asked_until_somebody_may_have_confirmed() {
        assertThatCode(stop::check).doesNotThrowAnyException();
        var declined = new Declined(400, OpeningStop.CODE, "Confirm this operation in the Dashboard.");

        assertThatThrownBy(() -> stop.heed(declined))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Dashboard");

        assertThatThrownBy(stop::check).isInstanceOf(Refused.class);
        assertThat(gauge()).isEqualTo(1);
        now.set(now.get().plus(OpeningStop.PAUSE));
        assertThatCode(stop::check).doesNotThrowAnyException();
        assertThat(gauge()).isZero();
    }

    @Test
    void other_refusals_stop_nothing() {
        stop.heed(new Declined(400, "country_unsupported", "Not there."));
        assertThatCode(stop::check).doesNotThrowAnyException();
    }
}
