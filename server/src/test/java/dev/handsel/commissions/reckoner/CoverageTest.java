package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static TimeSpan span(String start, String end) {
        return new TimeSpan(Days.of(start), Days.of(end));
    }

    private static int months(String until, TimeSpan... spans) {
        return Coverage.months(Coverage.runs(List.of(spans), Days.of(until)));
    }

    @Test
    void overlaps_count_once_and_holes_of_a_day_are_closed() {
        assertThat(Coverage.runs(
                        List.of(
                                span("2026-02-01", "2026-03-01"),
                                span("2026-01-10", "2026-01-20"),
                                span("2026-01-01", "2026-01-31")),
                        Days.of("2026-02-11")))
                .containsExactly(span("2026-01-01", "2026-02-11"));
        assertThat(Coverage.runs(
                        List.of(span("2026-01-01", "2026-01-30T23:59:59Z"), span("2026-02-01", "2026-03-01")),
                        Days.of("2027-01-01")))
                .hasSize(2);
    }

    @Test
    void days_left_over_make_months_from_28_on() {
        var days = new ArrayList<Integer>();
        for (int left : List.of(27, 28, 58, 59, 89, 90)) {
            var begin = Days.of("2026-05-31");
            var spans = new ArrayList<TimeSpan>();
            // Runs of 15 days at most, so that none has a whole month.
            for (int done = 0; done < left; done += 15) {
                var start = begin.plusSeconds(done * 4L * 86_400);
                spans.add(new TimeSpan(start, start.plusSeconds(Math.min(15, left - done) * 86_400L)));
            }
            days.add(Coverage.months(Coverage.runs(spans, Days.of("2030-01-01"))));
        }
        assertThat(days).containsExactly(0, 1, 1, 2, 2, 3);
    }

    @Test
    void half_a_day_is_one() {
        var runs = span("2026-01-01", "2026-01-28T12:00:00Z");
        assertThat(months("2026-01-28T11:59:59Z", runs)).isZero();
        assertThat(months("2026-01-28T12:00:00Z", runs)).isEqualTo(1);
    }

    @Test
    void the_ends_of_months_are_clamped() {
        assertThat(months("2026-02-28", span("2026-01-31", "2027-01-31"))).isEqualTo(1);
        assertThat(months("2026-03-31", span("2026-01-31", "2027-01-31"))).isEqualTo(2);
        assertThat(months("2029-02-28", span("2028-02-29", "2030-01-31"))).isEqualTo(12);
    }

    @Test
    void the_number_never_falls_as_time_passes() {
        var spans = List.of(
                span("2026-01-31", "2026-02-27T23:00:00Z"),
                span("2026-02-28T12:00:00Z", "2026-04-02"),
                span("2026-05-05", "2026-06-04"),
                span("2026-06-20", "2026-08-01"));
        int before = 0;
        for (var at = Days.of("2026-01-30"); at.isBefore(Days.of("2026-09-01")); at = at.plusSeconds(3600)) {
            int now = Coverage.months(Coverage.runs(spans, at));
            assertThat(now).as("at %s", at).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void slices_are_the_months_of_a_line() {
        assertThat(Slice.of(SoldLine.until(100, "2026-01-31", "2026-04-14T23:59:59Z")))
                .containsExactly(new Slice(Days.of("2026-01-31"), 50), new Slice(Days.of("2026-02-28"), 50));
        assertThat(Slice.of(SoldLine.until(-100, "2026-01-31", "2026-04-15")))
                .extracting(Slice::amount)
                .containsExactly(-34L, -33L, -33L);
        assertThat(Slice.of(SoldLine.until(100, "2026-01-01", "2026-01-01T00:00:01Z")))
                .hasSize(1);
        assertThat(Slice.of(SoldLine.until(121, "2026-01-01", "2038-01-01")))
                .hasSize(120)
                .startsWith(new Slice(Days.of("2026-01-01"), 2));
    }
}
