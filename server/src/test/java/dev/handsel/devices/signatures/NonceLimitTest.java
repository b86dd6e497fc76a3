package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.devices.nonces.Nonce;
import dev.handsel.platform.limits.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NonceLimitTest {

    @Test
    void nonces_are_counted_for_as_long_as_they_are_remembered() {
        assertThat(Limit.NONCES.refill()).isEqualTo(Duration.ofMinutes(Nonce.BUCKETS));
    }
}
