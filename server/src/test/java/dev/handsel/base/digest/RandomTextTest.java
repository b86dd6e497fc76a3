package dev.handsel.base.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomTextTest {

    @Test
    void a_secret_is_256_bits_as_43_characters_that_need_no_escaping() {
        var secret = RandomText.secret();

        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
    }

    @Test
    void as_many_bytes_as_are_asked_for_are_in_the_text() {
        assertThat(Base64.getUrlDecoder().decode(RandomText.ofBytes(16))).hasSize(16);
    }

    @Test
    void no_two_are_alike() {
        assertThat(Stream.generate(RandomText::secret).limit(1000)).doesNotHaveDuplicates();
    }
}
