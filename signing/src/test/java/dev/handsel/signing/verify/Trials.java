package dev.handsel.signing.verify;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Item;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.keys.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Requests of one key, and what becomes of them by the profile. */
final class Trials {

    static final Instant NOW = Instant.ofEpochSecond(1_763_800_000);
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    static final HmacKey KEY = HmacKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    static final String FOUR = "\"@method\" \"@authority\" \"@path\" \"@query\"";
    static final String PARAMS = "created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"";

    private Trials() {}

    record Keys(VerificationKey key) implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.of(new Known<>(key, keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of();
        }
    }

    static Verifier<String> verifier(Policy policy) {
        return new Verifier<>(policy, new Keys(KEY), (holder, at, nonce) -> Claims.Outcome.FRESH, CLOCK);
    }

    static String outcome(PlainRequest request) {
        return outcome(request, Policy.deviceV1());
    }

    static String outcome(PlainRequest request, Policy policy) {
        var rejected = catchThrowableOfType(
                RejectedException.class, () -> verifier(policy).verify(request));
        return rejected == null ? "accepted" : rejected.refusal().code();
    }

    /** A request signed over exactly this text of components and parameters. */
    static PlainRequest signed(String target, String components, String params, Map.Entry<String, String> more) {
        var headers = new ArrayList<>(List.of(Map.entry("Host", "api.example.test"), more));
        var input = "sig=(" + components + ");" + params;
        var covered = (InnerList) Objects.requireNonNull(Dictionary.parse(input).get("sig"));
        var bare = new PlainRequest("GET", "https", target, headers, new byte[0]);
        var base = SignatureBase.of(covered, bare).getBytes(StandardCharsets.US_ASCII);
        var signature = Item.of(new BareItem.Bytes(KEY.sign(base)));
        headers.add(Map.entry("Signature-Input", input));
        headers.add(Map.entry("Signature", "sig=" + signature.text()));
        return new PlainRequest("GET", "https", target, headers, new byte[0]);
    }

    static PlainRequest signed(String target) {
        return signed(target, FOUR, PARAMS, Map.entry("Accept", "*/*"));
    }

    static PlainRequest withHeaders(String input, String signature) {
        return new PlainRequest(
                "GET",
                "https",
                "/a",
                List.of(
                        Map.entry("Host", "api.example.test"),
                        Map.entry("Signature-Input", input),
                        Map.entry("Signature", signature)),
                new byte[0]);
    }
}
