package dev.handsel.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The examples of RFC 8785, and where this is stricter. */
class CanonicalJsonTest {

    private final JsonMapper mapper = JsonMapper.shared();
    private final CanonicalJson json = new CanonicalJson(mapper);

    /** Section 3.2.2 and 3.2.4. */
    @Test
    void literals_numbers_and_texts_have_one_form() {
        var read = mapper.readTree("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """);

        assertThat(json.write(read)).isEqualTo("""
                        {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}\
                        """);
    }

    /** Section 3.2.3: by UTF-16, so that a character beyond it comes before U+FB33. */
    @Test
    void names_are_sorted_by_their_utf_16() {
        var read = mapper.readTree("""
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """);

        assertThat(mapper.readTree(json.write(read)).values())
                .extracting(member -> member.stringValue())
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    /** Appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void a_number_is_written_as_ecmascript_does(String bits, String text) {
        assertThat(json.write(List.of(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)))))
                .isEqualTo("[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_no_number_is_written_as_a_text(double none) {
        assertThat(json.write(List.of(none))).isEqualTo("[\"" + none + "\"]");
    }

    @Test
    void money_up_to_the_largest_amount_keeps_every_unit() {
        assertThat(json.write(List.of(1_000_000_000_000_000L, 999_999_999_999_999L, -1L, 9_007_199_254_740_991L)))
                .isEqualTo("[1000000000000000,999999999999999,-1,9007199254740991]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "9223372036854775807",
                "-9007199254740993",
                "0.12345678901234567890",
                "1e400",
                "1e-400"
            })
    void a_number_that_would_become_another_one_is_written_as_a_text(String number) {
        var exact = new BigDecimal(number);
        assertThat(json.write(Map.of("n", List.of(exact)))).isEqualTo("{\"n\":[\"" + exact + "\"]}");
    }

    @Test
    void so_is_one_of_whatever_type() {
        assertThat(json.write(Map.of("n", Long.MAX_VALUE))).isEqualTo("{\"n\":\"9223372036854775807\"}");
        assertThat(json.write(Map.of("n", BigInteger.TWO.pow(53).add(BigInteger.ONE))))
                .isEqualTo("{\"n\":\"9007199254740993\"}");
    }

    @Test
    void half_a_character_is_replaced_wherever_it_stands() {
        assertThat(json.write(List.of("a\ud800"))).isEqualTo("[\"a\ufffd\"]");
        assertThat(json.write(Map.of("\udc00", 1))).isEqualTo("{\"\ufffd\":1}");
        assertThat(json.write(List.of("\ud83d\ude00"))).isEqualTo("[\"\ud83d\ude00\"]");
    }

    @Test
    void the_order_in_which_members_were_given_does_not_matter() {
        var one = mapper.readTree("{\"b\": {\"d\": [2, 1], \"c\": {}}, \"a\": []}");
        var other = mapper.readTree("{\"a\": [], \"b\": {\"c\": {}, \"d\": [2, 1]}}");

        assertThat(json.write(one)).isEqualTo(json.write(other)).isEqualTo("{\"a\":[],\"b\":{\"c\":{},\"d\":[2,1]}}");
    }

    @Test
    void canonical_text_stays_as_it_is() {
        var text = json.write(Map.of("x", List.of(1.5e300, 0.1, "\u0007\u2028"), "y", 1));

        assertThat(json.write(mapper.readTree(text))).isEqualTo(text);
    }
}
