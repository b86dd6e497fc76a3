package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.money.Split;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many lines an invoice has, commissions come out as if all of them had been told. */
class FewLinesTest {

    private static final String JANUARY = "2026-01-01T00:00:00Z";
    private static final String FEBRUARY = "2026-02-01T00:00:00Z";

    @Test
    void what_fits_stays_as_it_is() {
        var lines = lines(90, i -> line(100 + i, JANUARY, FEBRUARY, "prod_" + i));
        assertThat(FewLines.of(lines)).isSameAs(lines);
    }

    @Test
    void lines_of_one_month_and_product_are_one() {
        var lines = new ArrayList<>(lines(60, i -> line(100, JANUARY, FEBRUARY, "prod_a")));
        lines.addAll(lines(60, i -> line(7, JANUARY, FEBRUARY, "prod_b")));
        lines.addAll(lines(10, i -> line(-5, JANUARY, FEBRUARY, "prod_a")));
        lines.addAll(lines(10, i -> sale(3, JANUARY, "prod_a")));
        assertThat(FewLines.of(lines))
                .containsExactlyInAnyOrder(
                        line(6_000, JANUARY, FEBRUARY, "prod_a"),
                        line(420, JANUARY, FEBRUARY, "prod_b"),
                        line(-50, JANUARY, FEBRUARY, "prod_a"),
                        sale(30, JANUARY, "prod_a"));
    }

    @Test
    void years_keep_what_each_of_their_months_is_worth() {
        var lines = lines(200, i -> line(1_234, "2026-01-31T00:00:00Z", "2027-01-31T00:00:00Z", "prod_a"));
        var few = FewLines.of(lines);
        assertThat(few).hasSizeLessThanOrEqualTo(FewLines.MOST);
        assertThat(worth(few, 12)).isEqualTo(worth(lines, 12));
        assertThat(few.getFirst().end()).contains(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @Test
    void months_in_a_row_are_one_period() {
        var lines = lines(120, i -> line(2_000, month(i), month(i + 1), "prod_a"));
        assertThat(FewLines.of(lines)).containsExactly(line(240_000, month(0), month(120), "prod_a"));
    }

    @Test
    void months_of_different_prices_stay_apart() {
        var lines = lines(120, i -> line(i < 60 ? 2_000 : 3_000, month(i), month(i + 1), "prod_a"));
        assertThat(FewLines.of(lines))
                .containsExactly(
                        line(120_000, month(0), month(60), "prod_a"), line(180_000, month(60), month(120), "prod_a"));
    }

    @Test
    void a_hundred_products_are_told_without_their_names() {
        var lines = lines(100, i -> line(100, JANUARY, FEBRUARY, "prod_" + i));
        assertThat(FewLines.of(lines))
                .containsExactly(new SoldLine(
                        10_000, Instant.parse(JANUARY), Optional.of(Instant.parse(FEBRUARY)), Optional.empty()));
    }

    @Test
    void what_cannot_be_merged_still_adds_up() {
        var lines = lines(200, i -> line(1_000 + i, "2026-01-01T00:%02d:%02dZ".formatted(i / 60, i % 60), FEBRUARY, "prod_a"));
        var few = FewLines.of(lines);
        assertThat(few).hasSize(FewLines.MOST);
        assertThat(sum(few)).isEqualTo(sum(lines));
    }

    /** What begins when, of lines of which each has so many slices or one. */
    private static Map<Instant, Long> worth(List<SoldLine> lines, int months) {
        var worth = new TreeMap<Instant, Long>();
        for (var line : lines) {
            var parts = Split.equally(line.amount(), line.end().isPresent() ? months : 1);
            for (int i = 0; i < parts.length; i++) {
                var begin = line.start().atOffset(ZoneOffset.UTC).plusMonths(i).toInstant();
                worth.merge(begin, parts[i], Long::sum);
            }
        }
        return worth;
    }

    private static long sum(List<SoldLine> lines) {
        return lines.stream().mapToLong(SoldLine::amount).sum();
    }

    private static String month(int number) {
        return Instant.parse(JANUARY)
                .atOffset(ZoneOffset.UTC)
                .plusMonths(number)
                .toInstant()
                .toString();
    }

    private static List<SoldLine> lines(int count, IntFunction<SoldLine> line) {
        return IntStream.range(0, count).mapToObj(line).toList();
    }

    private static SoldLine line(long amount, String start, String end, String product) {
        return new SoldLine(amount, Instant.parse(start), Optional.of(Instant.parse(end)), Optional.of(product));
    }

    private static SoldLine sale(long amount, String start, String product) {
        return new SoldLine(amount, Instant.parse(start), Optional.empty(), Optional.of(product));
    }
}
