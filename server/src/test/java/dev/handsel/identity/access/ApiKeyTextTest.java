package dev.handsel.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {

    private static final String KEY = "hsk_test_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABcd";

    @Test
    void a_fresh_key_is_read_back() {
        for (boolean live : new boolean[] {true, false}) {
            var key = ApiKeyText.fresh(live);

            assertThat(key.reveal())
                    .matches(
                            live
                                    ? "hsk_live_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}"
                                    : "hsk_test_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}");
            assertThat(ApiKeyText.parse(key.reveal())).contains(key);
        }
    }

    @Test
    void a_thousand_keys_are_a_thousand() {
        var keys = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            keys.add(ApiKeyText.fresh(true).reveal());
        }
        assertThat(keys).hasSize(1000);
    }

    @Test
    void every_single_changed_character_is_noticed_by_the_checksum() {
        var text = ApiKeyText.fresh(true).reveal();
        for (int i = 0; i < text.length(); i++) {
            var changed = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(ApiKeyText.parse(changed)).isEmpty();
        }
    }

    @Test
    void a_test_key_is_no_live_key() {
        assertThat(ApiKeyText.parse(ApiKeyText.fresh(false).reveal().replace("test", "live")))
                .isEmpty();
    }

    @Test
    void what_is_no_key_is_none() {
        for (var text : new String[] {"", "hsk_", KEY, KEY + "000000", "Bearer", "hsk_live_" + "a".repeat(4000)}) {
            assertThat(ApiKeyText.parse(text)).isEmpty();
        }
        assertThat(ApiKeyText.isMeant("hsk_anything")).isTrue();
        assertThat(ApiKeyText.isMeant("eyJhbGciOi")).isFalse();
    }

    @Test
    void the_checksum_is_the_crc_32_of_what_stands_before_it_in_base_62() {
        // CRC-32 and base 62 computed with Python's zlib.crc32 for this very text.
        assertThat(new ApiKeyText(true, "a".repeat(43)).reveal()).isEqualTo("hsk_live_" + "a".repeat(43) + "128xmY");
    }

    @Test
    void its_text_form_shows_the_hint_only() {
        var key = ApiKeyText.fresh(true);
        assertThat(key.toString()).contains(key.hint()).doesNotContain(key.body());
        assertThat(key.hint()).hasSize(4);
    }
}
