package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.referrals.customers.Span.Month;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanTest {

    @Test
    void its_months_are_numbered_on_and_begin_on_the_same_day() {
        var span = new Span(3, 5, 2, 1, Instant.parse("2026-01-15T10:30:00Z"));
        assertThat(span.month(0)).isEqualTo(new Month(5, 2, Instant.parse("2026-01-15T10:30:00Z")));
        assertThat(span.month(2)).isEqualTo(new Month(7, 4, Instant.parse("2026-03-15T10:30:00Z")));
        assertThat(span.end()).isEqualTo(Instant.parse("2026-04-15T10:30:00Z"));
    }

    @Test
    void where_a_month_is_too_short_its_last_day_is_taken_and_the_next_has_the_old_day_again() {
        var span = new Span(4, 1, 1, 1, Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(IntStream.range(0, 4).mapToObj(span::month).map(Month::start))
                .containsExactly(
                        Instant.parse("2026-01-31T00:00:00Z"),
                        Instant.parse("2026-02-28T00:00:00Z"),
                        Instant.parse("2026-03-31T00:00:00Z"),
                        Instant.parse("2026-04-30T00:00:00Z"));
        assertThat(span.end()).isEqualTo(Instant.parse("2026-05-31T00:00:00Z"));
    }

    @Test
    void a_leap_year_has_a_29th_of_february() {
        var span = new Span(1, 1, 1, 1, Instant.parse("2028-01-30T23:59:59Z"));
        assertThat(span.end()).isEqualTo(Instant.parse("2028-02-29T23:59:59Z"));
    }
}
