package dev.handsel.payouts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.limits.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestPaceTest {

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private final RequestPace pace = new RequestPace(new Limits(() -> now, new SimpleMeterRegistry()));
    private final AffiliateId nora = AffiliateId.fresh();

    @Test
    void the_next_request_is_let_through_after_ten_seconds() {
        pace.check(nora, "first");
        now = now.plusMillis(3_500);
        assertThatThrownBy(() -> pace.check(nora, "second"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7)));
        now = now.plusMillis(6_500);
        pace.check(nora, "third");
        pace.check(AffiliateId.fresh(), "fourth");
    }

    @Test
    void a_request_that_is_handled_again_counts_once() {
        pace.check(nora, "first");
        pace.check(nora, "first");
        assertThatThrownBy(() -> pace.check(nora, "second")).isInstanceOf(Refused.class);
    }
}
