package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.handsel.base.money.Currency;
import dev.handsel.programs.terms.Program.Model;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    private final RuleSet old = Rules.STANDARD;
    private final RuleSet later = Rules.effectiveFrom(2, "v2", JULY);
    private final Terms terms = Rules.terms(Model.LAST_CLICK, true, later, old);

    @Test
    void the_latest_set_that_is_effective_by_then_counts() {
        assertThat(terms.at(JULY.minusNanos(1))).isEqualTo(old);
        assertThat(terms.at(JULY)).isEqualTo(later);
        assertThat(terms.at(JULY.plus(Duration.ofDays(1000)))).isEqualTo(later);
        assertThat(terms.at(Instant.EPOCH)).isEqualTo(old);
    }

    @Test
    void before_the_first_set_there_are_no_terms() {
        assertThatIllegalStateException().isThrownBy(() -> terms.at(Instant.EPOCH.minusNanos(1)));
    }

    @Test
    void a_set_is_found_by_its_row() {
        assertThat(terms.byId(2)).isEqualTo(later);
        assertThatIllegalStateException().isThrownBy(() -> terms.byId(3));
    }

    @Test
    void days_are_of_24_hours() {
        assertThat(old.hold().toHours()).isEqualTo(720);
        assertThat(old.gapGrace().toHours()).isEqualTo(720);
        assertThat(old.attributionWindow().toHours()).isEqualTo(720);
    }

    @Test
    void a_currency_without_a_minimum_has_none() {
        assertThat(terms.program().payoutMinimum(Currency.of("USD"))).isEqualTo(5000);
        assertThat(terms.program().payoutMinimum(Currency.of("EUR"))).isZero();
    }
}
