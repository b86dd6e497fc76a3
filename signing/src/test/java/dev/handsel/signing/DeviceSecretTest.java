package dev.handsel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSecretTest {

    private static final byte[] COUNTING =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final String TEXT = "dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ";

    @Test
    void the_text_is_prefix_body_and_checksum() {
        assertThat(DeviceSecret.of(COUNTING).reveal()).isEqualTo(TEXT);
        assertThat(DeviceSecret.parse(TEXT).key()).isEqualTo(COUNTING);
        assertThat(DeviceSecret.parse(TEXT).body()).isEqualTo("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assertThat(DeviceSecret.parse(TEXT).hint()).isEqualTo("SXoZ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXo0",
                "dvs1_AAECAAQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ",
                "dvs2_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ",
                "dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ ",
            })
    void a_text_that_was_not_issued_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> DeviceSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("AAEC");
    }

    @Test
    void the_last_character_cannot_be_written_in_another_way() {
        // '9' decodes to the same bytes as '8' before it; its checksum is right.
        assertThatThrownBy(() -> DeviceSecret.parse(withChecksum("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9")))
                .hasMessageContaining("as it was issued");
    }

    @Test
    void characters_outside_of_base64_are_refused() {
        assertThatThrownBy(() -> DeviceSecret.parse(withChecksum("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+")))
                .hasMessageContaining("base64");
    }

    @Test
    void every_secret_survives_being_written_and_read() {
        var random = new SecureRandom();
        for (int i = 0; i < 1000; i++) {
            var secret = DeviceSecret.random(random);
            assertThat(secret.reveal()).matches("dvs1_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}");
            assertThat(DeviceSecret.parse(secret.reveal()).key()).isEqualTo(secret.key());
        }
    }

    @Test
    void it_has_32_bytes_and_keeps_them_to_itself() {
        assertThatThrownBy(() -> DeviceSecret.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        var secret = DeviceSecret.of(COUNTING);
        secret.key()[0] = 1;
        assertThat(secret.key()).isEqualTo(COUNTING);
        assertThat(secret).hasToString("DeviceSecret(hidden)");
        secret.wipe();
        assertThat(secret.key()).isEqualTo(new byte[32]);
    }

    private static String withChecksum(String body) {
        var crc = new java.util.zip.CRC32();
        crc.update(("dvs1_" + body).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var text = new StringBuilder();
        for (long rest = crc.getValue(); text.length() < 6; rest /= 62) {
            text.insert(0, digits.charAt((int) (rest % 62)));
        }
        return "dvs1_" + body + text;
    }
}
