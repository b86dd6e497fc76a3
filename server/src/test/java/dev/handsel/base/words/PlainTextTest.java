package dev.handsel.base.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 13, 0x7f, 0x85, 0x2028, 0x2029, 0x202E, 0x2066, 0x200F, 0x061C, 0xD800, 0xFFFF})
    void what_breaks_a_line_or_turns_it_is_not_plain(int character) {
        var text = "a" + new String(Character.toChars(character)) + "b";
        assertThat(PlainText.isPlain(text)).isFalse();
        assertThat(PlainText.of(text)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop & Co.", "Bäckerei Müller", "店", "متجر", "👩‍🌾 farm", "a b"})
    void what_people_write_is(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.of(text)).isEqualTo(text);
    }
}
