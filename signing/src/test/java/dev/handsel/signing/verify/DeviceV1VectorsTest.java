package dev.handsel.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.Vectors;
import dev.handsel.signing.keys.HmacKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The published vectors of the profile, each with the clock and the keys of the file. */
class DeviceV1VectorsTest {

    private static final JsonNode FILE = Vectors.DEVICE_V1;

    static Stream<Named<JsonNode>> positive() {
        return Vectors.deviceV1("positive");
    }

    static Stream<Named<JsonNode>> negative() {
        return Vectors.deviceV1("negative");
    }

    @ParameterizedTest
    @MethodSource("positive")
    void is_accepted(JsonNode vector) {
        var verifier = verifier(vector);

        var proven = verifier.proven(Vectors.request(vector));
        var verified = verifier.verify(Vectors.request(vector));

        assertThat(proven.holder()).isEqualTo(vector.path("credential").asString());
        assertThat(verified.holder()).isEqualTo(vector.path("credential").asString());
        assertThat(base(vector)).isEqualTo(vector.path("signature_base").asString());
    }

    @ParameterizedTest
    @MethodSource("negative")
    void is_refused_by_the_code_that_the_file_names(JsonNode vector) {
        var rejected = catchThrowableOfType(
                RejectedException.class, () -> verifier(vector).verify(Vectors.request(vector)));

        assertThat(rejected).isNotNull();
        assertThat(rejected.refusal().code())
                .isEqualTo(vector.path("error_code").asString());
    }

    @Test
    void the_file_has_not_lost_its_vectors() {
        assertThat(positive()).hasSize(18);
        assertThat(negative()).hasSize(27);
    }

    @Test
    void secrets_that_the_file_calls_invalid_are_refused() {
        for (var invalid : FILE.path("secret_token_format").path("invalid_examples")) {
            assertThatThrownBy(() -> DeviceSecret.parse(invalid.asString()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String base(JsonNode vector) {
        return Presented.in(Vectors.request(vector), Policy.deviceV1())
                .complete()
                .timely(Instant.ofEpochSecond(vector.path("now").asLong()))
                .covered()
                .base();
    }

    private static Verifier<String> verifier(JsonNode vector) {
        return new Verifier<>(
                Policy.deviceV1(),
                new FileKeys(),
                new FileState(vector.path("state")),
                InstantSource.fixed(Instant.ofEpochSecond(vector.path("now").asLong())));
    }

    private static final class FileKeys implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            for (var credential : FILE.path("credentials")) {
                if (credential.path("keyid").asString().equals(keyId)) {
                    var secret =
                            DeviceSecret.parse(credential.path("secret_token").asString());
                    return Optional.of(new Known<>(HmacKey.of(secret.key()), keyId));
                }
            }
            return Optional.empty();
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of();
        }
    }

    private record FileState(JsonNode state) implements Claims<String> {

        @Override
        public Outcome claim(String holder, Instant signedAt, String nonce) {
            if (state.path("device_revoked").asBoolean(false)) {
                return Outcome.DEVICE_REVOKED;
            }
            if (state.path("credential_revoked").asBoolean(false)) {
                return Outcome.CREDENTIAL_REVOKED;
            }
            for (var seen : state.path("seen")) {
                if (seen.path("keyid").asString().equals(holder)
                        && seen.path("nonce").asString().equals(nonce)) {
                    return Outcome.REPLAYED;
                }
            }
            return Outcome.FRESH;
        }
    }
}
