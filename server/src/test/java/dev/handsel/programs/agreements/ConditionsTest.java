package dev.handsel.programs.agreements;

import static dev.handsel.programs.agreements.Examples.RATE;
import static dev.handsel.programs.agreements.Examples.amounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.programs.agreements.Tiers.Measure;
import dev.handsel.programs.agreements.Tiers.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions can say, by themselves. */
class ConditionsTest {

    @Test
    void every_level_but_the_programme_has_a_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Level.GROUP, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Level.PROGRAM, "x"));
    }

    @Test
    void amounts_are_of_the_currencies_they_name_alone() {
        assertThat(amounts(7).in(Currency.of("USD"))).contains(new Money(7, Currency.of("USD")));
        assertThat(amounts(7).in(Currency.of("EUR"))).isEmpty();
    }

    /** With a rule set of 60 % first, 95 % recurring and 10 % bonus, which is above the whole as old ones may be. */
    @ParameterizedTest
    @CsvSource({
        // first, recurring and bonus of the terms; of their step; whether they fit
        "-,    -,    -,    -,    -,    -,    true",
        "9000, -,    -,    -,    -,    -,    true",
        "9001, -,    -,    -,    -,    -,    false",
        "-,    9001, -,    -,    -,    -,    false",
        "-,    -,    1,    -,    -,    -,    true",
        "-,    -,    501,  -,    -,    -,    false",
        "-,    -,    -,    9001, -,    -,    false",
        "100,  -,    -,    9001, -,    -,    false",
        "-,    9000, -,    -,    -,    1001, false",
        "-,    9000, -,    -,    -,    1000, true",
        "-,    -,    1,    9999, -,    -,    true",
        "-,    -,    1,    -,    -,    -,    true"
    })
    void terms_and_each_of_their_steps_fit_what_the_rule_set_adds(
            String first,
            String recurring,
            String bonus,
            String stepFirst,
            String stepRecurring,
            String stepBonus,
            boolean fit) {
        var step = new Step(1, rate(stepFirst), rate(stepRecurring), rate(stepBonus));
        var tiers = new Tiers(Measure.CUSTOMERS, 30, null, List.of(step));
        var terms =
                new Conditions(rate(first), rate(recurring), rate(bonus), 1, null, null, null, null, null, null, tiers);
        var rules = Conditions.of(new BasisPoints(6000), new BasisPoints(9500), new BasisPoints(1000), 30);

        assertThat(RateSums.fit(terms, rules)).isEqualTo(fit);
    }

    private static @Nullable BasisPoints rate(String written) {
        return written.equals("-") ? null : new BasisPoints(Integer.parseInt(written));
    }

    @Test
    void the_highest_step_that_is_reached_counts() {
        var low = new Step(10, RATE, null, null);
        var high = new Step(50, null, RATE, null);
        var tiers = new Tiers(Measure.REVENUE, 30, Currency.of("USD"), List.of(low, high));

        assertThat(tiers.reached(9)).isEmpty();
        assertThat(tiers.reached(49)).contains(low);
        assertThat(tiers.reached(50)).contains(high);
    }
}
