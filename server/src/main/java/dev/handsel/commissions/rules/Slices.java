package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.money.Split;
import dev.handsel.referrals.customers.Span;
import dev.handsel.referrals.customers.Span.Month;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cuts an invoice into the service months that it pays for. */
public final class Slices {

    private Slices() {}

    /**
     * The slices of every line. A line of several months is split equally over the months that the invoice opened; a line
     * of none (a proration) belongs as a whole to the month that contains its {@code period_start}.
     *
     * @param opened what the invoice opened; null for an update
     * @param known every span the customer has, what was opened included; not empty
     */
    public static List<Slice> of(Charge charge, @Nullable Span opened, List<Span> known) {
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < charge.lines().size(); i++) {
            var line = charge.lines().get(i);
            if (opened == null || line.months() == 0) {
                slices.add(Slice.of(i, line.amount(), monthAt(line.periodStart(), known)));
            } else {
                var parts = Split.equally(line.amount(), line.months());
                for (int month = 0; month < parts.length; month++) {
                    slices.add(Slice.of(i, parts[month], opened.month(month)));
                }
            }
        }
        return List.copyOf(slices);
    }

    /** The month that contains the instant: the last that began by then, or the very first where none had. */
    private static Month monthAt(Instant instant, List<Span> known) {
        var months = known.stream()
                .flatMap(span -> IntStream.range(0, span.months()).mapToObj(span::month))
                .sorted(Comparator.comparing(Month::start))
                .toList();
        return months.stream()
                .filter(month -> !month.start().isAfter(instant))
                .reduce((_, later) -> later)
                .orElse(months.getFirst());
    }
}
