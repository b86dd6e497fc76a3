package dev.handsel.signing.fuzz;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.keys.Algorithm;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.keys.VerificationKey;
import dev.handsel.signing.verify.Claims;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever a request looks like, it is refused in order, and never let in by a key that did not sign it. A second verifier
 * believes every signature, so that the steps behind it are reached too.
 */
public final class VerifierFuzz {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_763_800_000));
    private static final Keys UNKNOWN = new Keys(unknown());
    private static final Keys BELIEVING = new Keys(new Believing());

    private record Keys(VerificationKey key) implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.of(new Known<>(key, keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of(new Known<>(key, deviceId));
        }
    }

    private record Believing() implements VerificationKey {

        @Override
        public Algorithm algorithm() {
            return Algorithm.HMAC_SHA256;
        }

        @Override
        public boolean verifies(byte[] message, int length, byte[] signature) {
            return true;
        }
    }

    private VerifierFuzz() {}

    private static HmacKey unknown() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return HmacKey.of(key);
    }

    /** Takes a character that chooses a policy, then a request as it is written in HTTP/1.1, its lines ended by LF. */
    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.ISO_8859_1);
        if (text.isEmpty()) {
            return;
        }
        var policy = policy(text.charAt(0));
        var request = request(text.substring(1));
        if (isLetIn(policy, UNKNOWN, request)) {
            throw new AssertionError("Let in without being signed: " + request);
        }
        isLetIn(policy, BELIEVING, request);
    }

    private static boolean isLetIn(Policy policy, Keys keys, PlainRequest request) {
        try {
            new Verifier<>(policy, keys, (holder, at, nonce) -> Claims.Outcome.FRESH, CLOCK).verify(request);
            return true;
        } catch (RejectedException rejected) {
            return false;
        }
    }

    private static Policy policy(char chosen) {
        var policy = Policy.deviceV1().withFourHeaders((chosen & 1) != 0);
        return (chosen & 2) == 0
                ? policy
                : policy.withOrigins(
                        List.of(Policy.Origin.parse("api.example.test/api"), Policy.Origin.parse("localhost:8443")));
    }

    private static PlainRequest request(String text) {
        int end = text.indexOf("\n\n");
        var head = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        var body = end < 0 ? "" : text.substring(end + 2);
        var start = head[0].split(" ", 2);
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int i = 1; i < head.length; i++) {
            var header = head[i].split(": ?", 2);
            headers.add(Map.entry(header[0], header.length == 1 ? "" : header[1]));
        }
        return new PlainRequest(
                start[0],
                "https",
                start.length == 1 ? "" : start[1],
                headers,
                body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
