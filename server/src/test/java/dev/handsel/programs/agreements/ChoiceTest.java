package dev.handsel.programs.agreements;

import static dev.handsel.programs.agreements.Examples.JUNE;
import static dev.handsel.programs.agreements.Examples.amounts;
import static dev.handsel.programs.agreements.Examples.conditions;
import static dev.handsel.programs.agreements.Examples.judged;
import static dev.handsel.programs.agreements.Examples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.programs.agreements.Choice.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the levels that set a member of the terms wins. */
class ChoiceTest {

    /** A member of conditions: how one value of it alone is set, and how it is found again in conditions and agreements. */
    record Member(
            String name,
            boolean ofRuleSet,
            Function<Integer, Conditions> alone,
            Function<Agreement, Optional<? extends Choice<?>>> chosen) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Member> members() {
        return Stream.of(
                new Member("first", true, n -> conditions(0, new BasisPoints(n)), a -> Optional.of(a.first())),
                new Member("recurring", true, n -> conditions(1, new BasisPoints(n)), a -> Optional.of(a.recurring())),
                new Member("bonus", true, n -> conditions(2, new BasisPoints(n)), a -> Optional.of(a.bonus())),
                new Member("holdDays", true, n -> conditions(3, n), a -> Optional.of(a.holdDays())),
                new Member("maxMonths", false, n -> conditions(4, n), Agreement::maxMonths),
                new Member("flatFirstSale", false, n -> conditions(5, amounts(n)), Agreement::flatFirstSale),
                new Member("flatSale", false, n -> conditions(6, amounts(n)), Agreement::flatSale),
                new Member("flatMonth", false, n -> conditions(7, amounts(n)), Agreement::flatMonth),
                new Member("capCustomer", false, n -> conditions(8, amounts(n)), Agreement::capCustomer),
                new Member("capAffiliateMonth", false, n -> conditions(9, amounts(n)), Agreement::capAffiliateMonth));
    }

    /** For every member and every set of levels that set it: the strongest wins, the others lose in order. */
    @ParameterizedTest
    @MethodSource("members")
    void member_by_member_the_strongest_level_that_sets_it_wins_and_the_others_are_told(Member member) {
        for (var by : List.of(Level.LINK, Level.COUPON)) {
            var levels = List.of(by, Level.AFFILIATE, Level.GROUP, Level.PRODUCT, Level.PROGRAM);
            for (int set = 0; set < 1 << levels.size(); set++) {
                var setting = new ArrayList<SpecialTerms>();
                for (int i = 0; i < levels.size(); i++) {
                    if ((set >> i & 1) == 1) {
                        setting.add(terms(levels.get(i), JUNE, member.alone().apply(100 + i)));
                    }
                }
                var expected = new ArrayList<>(
                        setting.stream().map(terms -> terms.id().toString()).toList());
                if (member.ofRuleSet()) {
                    expected.add("v1");
                }
                var chosen = member.chosen().apply(judged(Agreements.NONE.with(setting, List.of()), by));
                assertThat(chosen.stream()
                                .flatMap(choice -> Stream.concat(Stream.of(choice.winner()), choice.losers().stream()))
                                .map(Claim::source))
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    /** The table of docs/terms.md: what each level sets of first and recurring, and what holds. */
    @ParameterizedTest
    @CsvSource({
        // link or coupon, affiliate, group, product, first and recurring that hold
        "-,       -,       -,       -,       1/2",
        "-,       -,       -,       40/-,    40/2",
        "-,       -,       50/20,   40/10,   50/20",
        "-,       -/30,    50/20,   40/10,   50/30",
        "60/-,    -/30,    50/20,   40/10,   60/30",
        "60/-,    -/-,     -/-,     -/10,    60/10",
        "0/0,     90/90,   90/90,   90/90,   0/0"
    })
    void rates_of_several_levels_mix(String by, String affiliate, String group, String product, String held) {
        var written = List.of(by, affiliate, group, product);
        var levels = List.of(Level.COUPON, Level.AFFILIATE, Level.GROUP, Level.PRODUCT);
        var setting = new ArrayList<SpecialTerms>();
        for (int i = 0; i < levels.size(); i++) {
            if (!written.get(i).equals("-")) {
                var rates = Arrays.stream(written.get(i).split("/", -1))
                        .map(rate -> rate.equals("-") ? null : new BasisPoints(Integer.parseInt(rate)))
                        .toList();
                setting.add(terms(
                        levels.get(i),
                        JUNE,
                        new Conditions(
                                rates.get(0), rates.get(1), null, null, null, null, null, null, null, null, null)));
            }
        }
        var agreement = judged(Agreements.NONE.with(setting, List.of()), Level.COUPON);
        assertThat(agreement.first().value().value() + "/"
                        + agreement.recurring().value().value())
                .isEqualTo(held);
    }

    @Test
    void without_a_rule_set_there_is_no_agreement() {
        assertThatIllegalStateException().isThrownBy(() -> Agreement.among(List.of()));
    }
}
