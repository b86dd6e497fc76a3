package dev.handsel.signing.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.keys.HmacKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a client does, an explanation gives away neither the secret nor a signature that was not sent. */
class NothingSecretTest {

    private static final List<UnaryOperator<String>> TEXTS = List.of(
            base -> base,
            base -> base + "\n",
            base -> base.replace("\n", "\r\n"),
            base -> base.replace("POST", "post"),
            base -> base.replace("/v1/x", "/v1/y"),
            base -> "");

    private static final List<Function<DeviceSecret, byte[]>> KEYS = List.of(
            DeviceSecret::key,
            secret -> ascii(secret.body()),
            secret -> ascii(secret.reveal()),
            secret -> ascii(HexFormat.of().formatHex(secret.key())),
            secret -> new byte[] {1});

    @Provide
    Arbitrary<Client> clients() {
        var plain = List.of(
                Client.profile("POST", "api.example.test", "/v1/x?a=1", "{\"a\": 1}"),
                Client.fourHeaders("POST", "/v1/x", "{\"a\": 1}"));
        return Arbitraries.of(plain)
                .flatMap(client -> Arbitraries.of(TEXTS).map(client::base))
                .flatMap(client -> Arbitraries.of(KEYS).map(client::key))
                .flatMap(client ->
                        Arbitraries.of("{\"a\": 1}", "{\"a\":1}", "{}").map(client::signedBody));
    }

    @Property(tries = 300)
    void an_explanation_holds_no_secret_and_no_signature(
            @ForAll @Size(DeviceSecret.BYTES) byte[] bytes,
            @ForAll("clients") Client client,
            @ForAll boolean known,
            @ForAll boolean told) {
        var secret = DeviceSecret.of(bytes);
        boolean profile = client.created().length() < 12;
        var signed = profile ? client.sign(secret) : client.signFour(secret);

        var explanation = Explainer.explain(
                signed.request,
                Client.POLICY,
                Client.NOW,
                known ? Optional.of(secret) : Optional.empty(),
                told ? Optional.of(signed.base) : Optional.empty());

        for (var base : List.of(signed.expected.getBytes(StandardCharsets.UTF_8), signed.base)) {
            for (var key : KEYS) {
                assertAbsent(explanation, HmacKey.of(key.apply(secret)).sign(base));
            }
        }
        assertAbsent(explanation, secret.key());
    }

    private static void assertAbsent(Explanation explanation, byte[] hidden) {
        var hex = HexFormat.of().formatHex(hidden);
        assertThat(explanation.toString())
                .doesNotContain(
                        hex,
                        hex.toUpperCase(Locale.ROOT),
                        Base64.getEncoder().withoutPadding().encodeToString(hidden),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hidden));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
