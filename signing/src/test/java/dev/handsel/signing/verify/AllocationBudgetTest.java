package dev.handsel.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.keys.HmacKey;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Verifying is to leave little to collect. Bytes are counted, not time, so that the figure is the same everywhere. */
class AllocationBudgetTest {

    private static final int BUDGET = 4096;
    private static final int TIMES = 2000;

    private record Keys(Map<String, Known<String>> byId) implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.ofNullable(byId.get(keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of();
        }
    }

    @Test
    void a_post_of_two_kibibytes_stays_within_its_budget() {
        var secret = DeviceSecret.random(new SecureRandom());
        var now = Instant.now();
        var request = signed(new DeviceSigner("dk_01JDEV0000000000000000000A", HmacKey.of(secret.key()), () -> now));
        var known = new KeyDirectory.Known<>(HmacKey.of(secret.key()), "device");
        var verifier = new Verifier<>(
                Policy.deviceV1(),
                new Keys(Map.of("dk_01JDEV0000000000000000000A", known)),
                (holder, at, nonce) -> Claims.Outcome.FRESH,
                InstantSource.fixed(now));

        allocated(verifier, request);
        long each = allocated(verifier, request) / TIMES;

        assertThat(each).as("bytes for each request").isLessThanOrEqualTo(BUDGET);
    }

    private static long allocated(Verifier<String> verifier, PlainRequest request) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            verifier.verify(request);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static PlainRequest signed(DeviceSigner signer) {
        var body = new byte[2048];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[2047] = '}';
        var headers = new ArrayList<>(List.of(
                Map.entry("Host", "api.example.test"),
                Map.entry("User-Agent", "device/1.0"),
                Map.entry("Accept", "*/*"),
                Map.entry("Content-Type", "application/json"),
                Map.entry("Content-Length", "2048")));
        var unsigned = new PlainRequest("POST", "https", "/v1/reports?part=3", headers, body);
        headers.addAll(signer.sign(unsigned).entrySet());
        return new PlainRequest("POST", "https", "/v1/reports?part=3", headers, body);
    }
}
