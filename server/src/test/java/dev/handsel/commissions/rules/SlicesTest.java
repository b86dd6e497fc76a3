package dev.handsel.commissions.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Charge.InvoiceReason;
import dev.handsel.referrals.customers.Span;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void an_annual_line_falls_on_twelve_numbered_months() {
        var year = new Span(12, 1, 1, 1, JANUARY);
        var slices = Slices.of(charge(InvoiceReason.CREATE, new InvoiceLine(11_999, JANUARY, 12)), year, List.of(year));
        assertThat(slices).hasSize(12);
        assertThat(slices.getFirst()).isEqualTo(new Slice(0, 1000, 1, 1, JANUARY));
        assertThat(slices.get(10)).isEqualTo(new Slice(0, 1000, 11, 11, Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(slices.getLast()).isEqualTo(new Slice(0, 999, 12, 12, Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void a_shorter_line_beside_a_longer_one_pays_for_the_first_months() {
        var quarter = new Span(3, 4, 4, 1, JANUARY);
        var charge = charge(InvoiceReason.CYCLE, new InvoiceLine(300, JANUARY, 3), new InvoiceLine(50, JANUARY, 1));
        assertThat(Slices.of(charge, quarter, List.of(quarter)))
                .extracting(Slice::line, Slice::amount, Slice::lifetimeMonth)
                .containsExactly(tuple(0, 100, 4), tuple(0, 100, 5), tuple(0, 100, 6), tuple(1, 50, 4));
    }

    @Test
    void a_proration_belongs_to_the_month_that_contains_it() {
        var months =
                List.of(new Span(1, 2, 2, 1, FEBRUARY), new Span(1, 1, 1, 1, JANUARY), new Span(1, 3, 3, 1, MARCH));
        assertThat(monthOf(FEBRUARY.minusNanos(1), months)).isEqualTo(1);
        assertThat(monthOf(FEBRUARY, months)).isEqualTo(2);
        assertThat(monthOf(MARCH.minusNanos(1), months)).isEqualTo(2);
        assertThat(monthOf(Instant.parse("2030-01-01T00:00:00Z"), months)).isEqualTo(3);
    }

    @Test
    void a_proration_of_a_year_finds_its_month_within() {
        assertThat(monthOf(Instant.parse("2026-05-20T00:00:00Z"), List.of(new Span(12, 1, 1, 1, JANUARY))))
                .isEqualTo(5);
    }

    @Test
    void a_proration_before_every_month_belongs_to_the_very_first() {
        assertThat(monthOf(JANUARY.minusSeconds(1), List.of(new Span(2, 1, 1, 1, JANUARY))))
                .isEqualTo(1);
    }

    @Test
    void a_line_of_no_months_stays_whole_even_where_the_invoice_opens_some() {
        var january = new Span(1, 1, 1, 1, JANUARY);
        var february = new Span(1, 2, 2, 1, FEBRUARY);
        var charge = charge(
                InvoiceReason.CYCLE,
                new InvoiceLine(1000, FEBRUARY, 1),
                new InvoiceLine(-200, JANUARY.plusSeconds(5), 0));
        assertThat(Slices.of(charge, february, List.of(january, february)))
                .containsExactly(new Slice(0, 1000, 2, 2, FEBRUARY), new Slice(1, -200, 1, 1, JANUARY));
    }

    @Test
    void lines_of_months_on_an_update_are_not_split() {
        var charge = charge(InvoiceReason.UPDATE, new InvoiceLine(700, JANUARY, 3));
        assertThat(Slices.of(charge, null, List.of(new Span(12, 1, 1, 1, JANUARY))))
                .containsExactly(new Slice(0, 700, 1, 1, JANUARY));
    }

    @Property
    void the_slices_of_every_line_add_up_to_it(
            @ForAll @Size(min = 1, max = 5) List<@LongRange(min = -1_000_000, max = 1_000_000) Long> amounts,
            @ForAll @IntRange(min = 0, max = 24) int months) {
        var span = new Span(Math.max(1, months), 1, 1, 1, JANUARY);
        var lines = amounts.stream()
                .map(amount -> new InvoiceLine(amount, JANUARY, months))
                .toList();
        var charge = new Charge("USD", InvoiceReason.CYCLE, lines, 0, 0, JANUARY);
        var sums = Slices.of(charge, span, List.of(span)).stream()
                .collect(Collectors.groupingBy(Slice::line, Collectors.summingLong(Slice::amount)));
        for (int line = 0; line < amounts.size(); line++) {
            assertThat(sums).containsEntry(line, amounts.get(line));
        }
    }

    private static int monthOf(Instant instant, List<Span> known) {
        var slices = Slices.of(charge(InvoiceReason.UPDATE, new InvoiceLine(100, instant, 0)), null, known);
        assertThat(slices).hasSize(1);
        return slices.getFirst().lifetimeMonth();
    }

    private static Tuple tuple(int line, long amount, int month) {
        return Tuple.tuple(line, amount, month);
    }

    private static Charge charge(InvoiceReason reason, InvoiceLine... lines) {
        return new Charge("USD", reason, List.of(lines), 0, 0, JANUARY);
    }
}
