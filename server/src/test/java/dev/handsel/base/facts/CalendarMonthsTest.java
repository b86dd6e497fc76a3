package dev.handsel.base.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Charge.InvoiceLine;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarMonthsTest {

    private static Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 1, 2026-02-28", "2026-01-31, 2, 2026-03-31",
        "2028-02-29, 12, 2029-02-28", "2026-01-15, 0, 2026-01-15"
    })
    void a_month_that_is_too_short_gives_its_last_day(String start, int months, String then) {
        assertThat(CalendarMonths.after(at(start), months)).isEqualTo(at(then));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-02-27, 0", "2026-01-31, 2026-02-28, 1", "2026-01-31, 2026-03-30, 1",
        "2026-01-31, 2026-03-31, 2", "2026-01-01, 2026-01-01, 0", "2026-01-01, 2027-01-16, 12"
    })
    void whole_months_are_those_that_are_over(String start, String end, int months) {
        assertThat(CalendarMonths.whole(at(start), at(end))).isEqualTo(months);
    }

    @Property
    void the_next_month_is_never_over_yet(
            @ForAll @IntRange(max = 40_000) int start, @ForAll @IntRange(max = 100_000) int hours) {
        var from = at("2024-01-01").plus(Duration.ofHours(start));
        var to = from.plus(Duration.ofHours(hours));
        int whole = CalendarMonths.whole(from, to);
        assertThat(CalendarMonths.after(from, whole)).isBeforeOrEqualTo(to);
        assertThat(CalendarMonths.after(from, whole + 1)).isAfter(to);
    }

    private static long slices(String start, Duration length) {
        var line = new InvoiceLine(1, at(start), 0, at(start).plus(length), null);
        return ServicePeriod.of(line).orElseThrow().slices().count();
    }

    @Test
    void fifteen_days_over_are_a_slice_of_their_own() {
        assertThat(slices("2026-01-01", Duration.ofDays(31 + 15))).isEqualTo(2);
        assertThat(slices("2026-01-01", Duration.ofDays(31 + 15).minusSeconds(1)))
                .isEqualTo(1);
        assertThat(slices("2026-01-01", Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(slices("2026-01-01", Duration.ofDays(9_000))).isEqualTo(120);
    }
}
