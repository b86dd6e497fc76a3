package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeShapeTest {

    @ParameterizedTest
    @CsvSource({
        "n0ra, nora",
        "b1ll, bill",
        "bi11, blll",
        "emil, emll",
        "mona, rnona",
        "summer10, sumrner1o",
        "adm1n, admin"
    })
    void codes_that_people_take_for_each_other_are_of_one_shape(String one, String other) {
        assertThat(CodeShape.of(one)).isEqualTo(CodeShape.of(other));
    }

    @ParameterizedTest
    @CsvSource({"nora, nara", "ann-2026, ann_2026", "aff-10, aff-1", "user12, user21", "vvend, wend"})
    void others_are_not(String one, String other) {
        assertThat(CodeShape.of(one)).isNotEqualTo(CodeShape.of(other));
    }

    @Test
    void of_numbers_no_two_are_alike() {
        var shapes = java.util.stream.IntStream.range(0, 2000)
                .mapToObj(number -> CodeShape.of("aff-" + number))
                .distinct();
        assertThat(shapes).hasSize(2000);
    }

    @ParameterizedTest
    @CsvSource({"admin, true", "supp0rt, true", "shop-7, true", "sh0p-7, true", "shop-8, false", "nora, false"})
    void nobody_gets_the_names_of_the_programme_and_of_those_who_run_it(String code, boolean reserved) {
        assertThat(CodeShape.of(code).isReserved("shop-7")).isEqualTo(reserved);
    }
}
