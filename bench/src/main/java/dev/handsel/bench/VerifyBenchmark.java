package dev.handsel.bench;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.Claims;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Presented;
import dev.handsel.signing.verify.Verified;
import dev.handsel.signing.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Verifying a POST of 2 KiB whose key is at hand, against the cryptography alone that it cannot do without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBenchmark {

    private static final String KEY_ID = "dk_01JDEV0000000000000000000A";

    private final DeviceSecret secret = DeviceSecret.random(new SecureRandom());
    private final PlainRequest request = signed(DeviceSigner.of(KEY_ID, secret));
    private final Verifier<String> verifier = new Verifier<>(
            Policy.deviceV1(),
            new Keys(Map.of(KEY_ID, new KeyDirectory.Known<>(HmacKey.of(secret.key()), "device"))),
            (holder, at, nonce) -> Claims.Outcome.FRESH,
            InstantSource.system());

    private final byte[] body = request.body();
    private final byte[] base = base(request);
    private final Mac mac;
    private final MessageDigest digest;

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

    /** Everything that a verification needs, made once for each run. */
    public VerifyBenchmark() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has these", e);
        }
    }

    private static PlainRequest signed(DeviceSigner signer) {
        var body = new byte[2048];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[body.length - 1] = '}';
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

    private static byte[] base(PlainRequest request) {
        return Presented.in(request, Policy.deviceV1())
                .complete()
                .timely(Instant.now())
                .covered()
                .base()
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** All steps of the verifier. */
    @Benchmark
    public Verified<String> verifyWarm() {
        return verifier.verify(request);
    }

    /** HMAC-SHA256 of the same base and SHA-256 of the same body, with instances that are made once. */
    @Benchmark
    public int bareMac() {
        return mac.doFinal(base)[0] + digest.digest(body)[0];
    }
}
