package dev.handsel.signing.explain;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.FourHeaderBase;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A client that signs by hand, and wrongly if it is told to. */
record Client(
        String method,
        String host,
        String target,
        String body,
        String signedBody,
        String created,
        UnaryOperator<String> base,
        Function<DeviceSecret, byte[]> key,
        Function<byte[], String> encoding) {

    static final DeviceSecret SECRET = DeviceSecret.parse("dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Policy POLICY = Policy.deviceV1().withFourHeaders(true);

    static Client profile(String method, String host, String target, String body) {
        return new Client(
                method,
                host,
                target,
                body,
                body,
                Long.toString(NOW.getEpochSecond()),
                UnaryOperator.identity(),
                DeviceSecret::key,
                mac -> ":" + Base64.getEncoder().encodeToString(mac) + ":");
    }

    static Client fourHeaders(String method, String target, String body) {
        return new Client(
                method,
                "api.example.test",
                target,
                body,
                body,
                NOW.toString(),
                UnaryOperator.identity(),
                secret -> secret.body().getBytes(StandardCharsets.US_ASCII),
                mac -> Base64.getEncoder().encodeToString(mac));
    }

    Client base(UnaryOperator<String> changed) {
        return new Client(method, host, target, body, signedBody, created, changed, key, encoding);
    }

    Client key(Function<DeviceSecret, byte[]> other) {
        return new Client(method, host, target, body, signedBody, created, base, other, encoding);
    }

    Client keyText(Function<DeviceSecret, String> other) {
        return key(secret -> other.apply(secret).getBytes(StandardCharsets.US_ASCII));
    }

    Client signedBody(String other) {
        return new Client(method, host, target, body, other, created, base, key, encoding);
    }

    Client created(String other) {
        return new Client(method, host, target, body, signedBody, other, base, key, encoding);
    }

    Client encoding(Function<byte[], String> other) {
        return new Client(method, host, target, body, signedBody, created, base, key, other);
    }

    /** The request by RFC 9421 with what the client took for its text. */
    Signed sign(DeviceSecret secret) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Host", host));
        var components = "\"@method\" \"@authority\" \"@path\" \"@query\"";
        if (!body.isEmpty()) {
            headers.add(Map.entry("Content-Type", "application/json"));
            headers.add(Map.entry("Content-Digest", ContentDigest.of(signedBody.getBytes(StandardCharsets.UTF_8))));
            components += " \"content-type\" \"content-digest\"";
        }
        var input = "sig=(" + components + ");created=" + created
                + ";nonce=\"AAECAwQFBgcICQoLDA0ODw\";keyid=\"dk_1\";alg=\"hmac-sha256\";tag=\"device-v1\"";
        headers.add(Map.entry("Signature-Input", input));
        var covered = (InnerList) Dictionary.parse(input).entries().getFirst().member();
        var expected = SignatureBase.of(covered, request(headers));
        var text = base.apply(expected).getBytes(StandardCharsets.UTF_8);
        headers.add(Map.entry(
                "Signature",
                "sig=" + encoding.apply(HmacKey.of(key.apply(secret)).sign(text))));
        return new Signed(request(headers), expected, text);
    }

    /** The request with four headers. */
    Signed signFour(DeviceSecret secret) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Host", host));
        headers.add(Map.entry("X-Device-Id", "dev_1"));
        headers.add(Map.entry("X-Nonce", "nonce-0001"));
        headers.add(Map.entry("X-Timestamp", created));
        var expected =
                new String(FourHeaderBase.of(request(headers), "dev_1", "nonce-0001", created), StandardCharsets.UTF_8);
        var text = base.apply(expected).getBytes(StandardCharsets.UTF_8);
        headers.add(Map.entry(
                "X-Signature", encoding.apply(HmacKey.of(key.apply(secret)).sign(text))));
        return new Signed(request(headers), expected, text);
    }

    private PlainRequest request(List<Map.Entry<String, String>> headers) {
        return new PlainRequest(method, "https", target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** What was sent, what should have been signed, and what was. */
    static final class Signed {

        final PlainRequest request;
        final String expected;
        final byte[] base;

        private Signed(PlainRequest request, String expected, byte[] base) {
            this.request = request;
            this.expected = expected;
            this.base = base;
        }

        Explanation explained() {
            return Explainer.explain(request, POLICY, NOW, Optional.of(SECRET), Optional.empty());
        }

        Explanation explainedWithBase() {
            return Explainer.explain(request, POLICY, NOW, Optional.of(SECRET), Optional.of(base));
        }

        Explanation explainedWithoutKey() {
            return Explainer.explain(request, POLICY, NOW, Optional.empty(), Optional.of(base));
        }
    }
}
