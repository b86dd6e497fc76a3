package dev.handsel.signing.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.Vectors;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.verify.Policy;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The published vectors of the profile, explained. */
class VectorsExplainedTest {

    private static final JsonNode FILE = Vectors.DEVICE_V1;

    static Stream<Named<JsonNode>> positive() {
        return Vectors.deviceV1("positive");
    }

    static Stream<Named<JsonNode>> negative() {
        return Vectors.deviceV1("negative");
    }

    @ParameterizedTest
    @MethodSource("positive")
    void a_request_to_accept_is_valid(JsonNode vector) {
        var explanation = explain(vector, secret(vector.path("credential").asString()));

        assertThat(explanation.result()).isEqualTo(Explanation.VALID);
        assertThat(explanation.expectedBase())
                .contains(vector.path("signature_base").asString());
        assertThat(explanation.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("negative")
    void a_request_to_refuse_is_refused_alike_up_to_the_digest(JsonNode vector) {
        var explanation = explain(vector, secret(vector.path("request").toString()));

        // What was used before and what was revoked is not looked at.
        var expected = vector.has("state")
                ? Explanation.VALID
                : vector.path("error_code").asString();
        if (vector.path("id").asString().equals("n29-keyid-unknown")) {
            expected = Explanation.UNCHECKED;
        }
        assertThat(explanation.result()).isEqualTo(expected);
    }

    @Test
    void the_key_in_ascii_is_named() {
        var vector = negative()
                .map(Named::getPayload)
                .filter(each -> each.path("id").asString().equals("n31-key-is-ascii-of-secret"))
                .findFirst()
                .orElseThrow();

        assertThat(explain(vector, secret("dk_01JDEV0000000000000000000A")).mistakes())
                .extracting(Mistake::code)
                .containsExactly(Code.SECRET_AS_TEXT);
    }

    private static Optional<DeviceSecret> secret(String request) {
        return StreamSupport.stream(FILE.path("credentials").spliterator(), false)
                .filter(credential -> request.contains(credential.path("keyid").asString()))
                .map(credential ->
                        DeviceSecret.parse(credential.path("secret_token").asString()))
                .findFirst();
    }

    private static Explanation explain(JsonNode vector, Optional<DeviceSecret> secret) {
        var now = Instant.ofEpochSecond(vector.path("now").asLong());
        return Explainer.explain(Vectors.request(vector), Policy.deviceV1(), now, secret, Optional.empty());
    }
}
