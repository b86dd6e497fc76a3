package dev.handsel.platform.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.Sandbox;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final byte[] BODY = "{\"id\": \"evt_1\"}".getBytes(UTF_8);
    private static final List<Secret> SECRETS = List.of(new Secret("whsec_old"), new Secret("whsec_new"));

    private static boolean valid(String header) {
        return WebhookSignature.valid(header, BODY, SECRETS, NOW);
    }

    @Test
    void what_stripes_own_library_signs_is_valid_for_each_of_the_secrets() throws Exception {
        for (var secret : SECRETS) {
            var text = NOW.getEpochSecond() + "." + new String(BODY, UTF_8);
            var signature = Webhook.Util.computeHmacSha256(secret.value(), text);
            assertThat(valid("t=" + NOW.getEpochSecond() + ",v1=" + signature)).isTrue();
            assertThat(valid("t=" + NOW.getEpochSecond() + ", v0=" + signature)).isFalse();
        }
    }

    @Test
    void five_minutes_either_way_are_the_most() {
        for (int seconds : List.of(-300, 0, 300)) {
            assertThat(valid(Sandbox.signature("whsec_new", BODY, NOW.plusSeconds(seconds))))
                    .isTrue();
        }
        for (int seconds : List.of(-301, 301)) {
            assertThat(valid(Sandbox.signature("whsec_new", BODY, NOW.plusSeconds(seconds))))
                    .isFalse();
        }
    }

    @Test
    void anything_else_is_not() {
        for (var header :
                List.of("", "t=", "t=1", "v1=00", "t=99999999999999999999,v1=" + "0".repeat(64), ",".repeat(10_000))) {
            assertThat(valid(header)).isFalse();
        }
        assertThat(WebhookSignature.valid(null, BODY, SECRETS, NOW)).isFalse();
        assertThat(WebhookSignature.valid(Sandbox.signature("whsec_new", BODY, NOW), BODY, List.of(), NOW))
                .isFalse();
    }
}
