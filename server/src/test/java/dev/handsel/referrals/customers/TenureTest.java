package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TenureTest {

    private static final Duration GRACE = Duration.ofDays(30);
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void the_first_invoice_opens_the_first_month() {
        var extended = Tenure.NONE.extend(JANUARY, 1, GRACE);
        assertThat(extended.span()).isEqualTo(new Span(1, 1, 1, 1, JANUARY));
        assertThat(extended.tenure()).isEqualTo(new Tenure(1, 1, 1, FEBRUARY));
    }

    @Test
    void who_never_paid_for_a_month_has_not_begun() {
        assertThat(Tenure.NONE.begun()).isFalse();
        assertThat(Tenure.NONE.extend(JANUARY, 1, GRACE).tenure().begun()).isTrue();
    }

    @Test
    void an_annual_invoice_opens_twelve_months_at_once() {
        var extended = Tenure.NONE.extend(JANUARY, 12, GRACE);
        assertThat(extended.tenure()).isEqualTo(new Tenure(12, 12, 1, Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(extended.span().months()).isEqualTo(12);
    }

    @Test
    void a_pause_of_exactly_the_grace_is_no_gap() {
        var back = FEBRUARY.plus(GRACE);
        var extended = paidForJanuary().extend(back, 1, GRACE);
        assertThat(extended.span()).isEqualTo(new Span(1, 2, 2, 1, back));
        assertThat(extended.tenure().run()).isEqualTo(1);
    }

    @Test
    void a_pause_longer_than_the_grace_restarts_the_continuous_months_only() {
        var back = FEBRUARY.plus(GRACE).plusNanos(1);
        var extended = paidForJanuary().extend(back, 2, GRACE);
        assertThat(extended.span()).isEqualTo(new Span(2, 2, 1, 2, back));
        assertThat(extended.tenure())
                .isEqualTo(new Tenure(3, 2, 2, extended.span().end()));
    }

    @Test
    void an_invoice_for_time_that_is_covered_already_takes_the_next_number() {
        var extended = paidForJanuary().extend(Instant.parse("2025-06-01T00:00:00Z"), 1, GRACE);
        assertThat(extended.span().firstLifetime()).isEqualTo(2);
        assertThat(extended.tenure()).isEqualTo(new Tenure(2, 2, 1, FEBRUARY));
    }

    @Test
    void months_given_back_are_opened_again_by_later_invoices() {
        var extended = Tenure.NONE.extend(JANUARY, 1, GRACE);
        var refunded = extended.tenure().giveBack(extended.span());
        assertThat(refunded).isEqualTo(new Tenure(0, 0, 1, FEBRUARY));
        assertThat(refunded.extend(FEBRUARY, 1, GRACE).span()).isEqualTo(new Span(1, 1, 1, 1, FEBRUARY));
    }

    @Test
    void months_of_an_earlier_run_given_back_leave_the_continuous_ones_alone() {
        var first = Tenure.NONE.extend(JANUARY, 3, GRACE);
        var second = first.tenure().extend(Instant.parse("2026-12-01T00:00:00Z"), 2, GRACE);
        assertThat(second.tenure().giveBack(first.span()))
                .isEqualTo(new Tenure(2, 2, 2, second.span().end()));
        assertThat(second.tenure().giveBack(second.span()))
                .isEqualTo(new Tenure(3, 0, 2, second.span().end()));
    }

    @Test
    void no_count_falls_below_nothing() {
        var span = new Span(5, 1, 1, 1, JANUARY);
        assertThat(paidForJanuary().giveBack(span)).isEqualTo(new Tenure(0, 0, 1, FEBRUARY));
    }

    @Property
    void counts_are_what_was_opened_and_not_given_back(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 60) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 12) int months) {
        var tenure = Tenure.NONE;
        var spans = new ArrayList<Span>();
        var anchor = JANUARY;
        for (int pause : pauses) {
            var extended = tenure.extend(anchor, months, GRACE);
            assertThat(extended.span().firstLifetime()).isEqualTo(tenure.lifetimeMonths() + 1);
            tenure = extended.tenure();
            spans.add(extended.span());
            anchor = extended.span().end().plus(Duration.ofDays(pause));
            assertThat(tenure.continuousMonths()).isLessThanOrEqualTo(tenure.lifetimeMonths());
        }
        assertThat(tenure.lifetimeMonths()).isEqualTo(months * pauses.size());
        for (var span : spans) {
            tenure = tenure.giveBack(span);
            assertThat(tenure.continuousMonths()).isLessThanOrEqualTo(tenure.lifetimeMonths());
        }
        assertThat(tenure.lifetimeMonths()).isZero();
        assertThat(tenure.continuousMonths()).isZero();
    }

    private static Tenure paidForJanuary() {
        return Tenure.NONE.extend(JANUARY, 1, GRACE).tenure();
    }
}
