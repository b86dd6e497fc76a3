package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @ParameterizedTest
    @CsvSource({
        "nora, nora",
        "' NORA ', nora",
        "a_-9, a_-9",
        "12345678901234567890123456789012, 12345678901234567890123456789012"
    })
    void a_code_is_read_in_any_case(String typed, String code) {
        assertThat(Codes.find(typed)).hasValue(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "with space",
                "näht",
                "a/bc",
                "abcd?",
                "123456789012345678901234567890123",
                "abcd\n\u0000"
            })
    void what_cannot_be_a_code_is_nothing(String typed) {
        assertThat(Codes.find(typed)).isEmpty();
    }

    @Test
    void coupons_are_upper_case() {
        assertThat(Codes.coupon(" nora10 ")).isEqualTo("NORA10");
    }

    @Test
    void a_new_code_is_one_and_is_not_guessed() {
        var codes = Stream.generate(Codes::unguessable).limit(1_000).toList();
        assertThat(codes).doesNotHaveDuplicates().allSatisfy(code -> {
            assertThat(code).matches("[a-hjkmnp-z2-9]{12}");
            assertThat(Codes.find(code)).hasValue(code);
        });
    }

    @Property
    void what_was_read_once_is_read_again(@ForAll String typed) {
        assertThat(Codes.find(typed).stream())
                .allSatisfy(code -> assertThat(Codes.find(code)).hasValue(code));
    }
}
