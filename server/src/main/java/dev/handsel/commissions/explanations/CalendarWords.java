package dev.handsel.commissions.explanations;

import dev.handsel.commissions.rules.Coverage.Run;
import dev.handsel.commissions.rules.CustomerHistory.CoveredBefore;
import dev.handsel.commissions.rules.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Puts into sentences what was covered before a commission's slices, and how they are numbered. */
final class CalendarWords {

    /** More of them are told as a range. */
    private static final int LISTED = 12;

    private final Explanation explained;
    private final LongFunction<String> money;

    CalendarWords(Explanation explained, LongFunction<String> money) {
        this.explained = explained;
        this.money = money;
    }

    List<String> sentences() {
        var words = new ArrayList<String>();
        var slices = explained.slices();
        slices.stream().limit(LISTED).map(this::slice).forEach(words::add);
        if (slices.size() > LISTED) {
            words.add("%d more slices follow, up to %s.".formatted(slices.size() - LISTED, slice(slices.getLast())));
        }
        explained.covered().stream().findFirst().ifPresent(first -> words.add(covered(first)));
        explained.covered().stream()
                .filter(before -> before.gap() != null)
                .findFirst()
                .ifPresent(before -> words.add(gap(before)));
        explained
                .leftOut()
                .forEach(other -> words.add("Invoice %s does not count: all of it was given back on %s."
                        .formatted(other.invoice(), other.givenBackAt())));
        return words;
    }

    private String slice(Slice slice) {
        return "%s for what begins on %s, in month %d (%d in a row)."
                .formatted(money.apply(slice.amount()), slice.begin(), slice.number(), slice.inRow());
    }

    private static String covered(CoveredBefore before) {
        if (before.runs().isEmpty()) {
            return "Nothing was covered before %s: that is month 1.".formatted(before.instant());
        }
        return "Before %s these times were covered: %s. They make %s."
                .formatted(
                        before.instant(),
                        before.runs().stream().map(CalendarWords::run).collect(Collectors.joining("; ")),
                        count(before.number() - 1, "month"));
    }

    private static String run(Run run) {
        return "%s to %s, %s and %s (%s)"
                .formatted(
                        run.start(),
                        run.end(),
                        count(run.months(), "month"),
                        count(run.days(), "day"),
                        String.join(", ", run.invoices()));
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }

    private static String gap(CoveredBefore before) {
        var gap = before.gap();
        return gap == null
                ? ""
                : "Nothing was paid for from %s to %s: months in a row are counted from there."
                        .formatted(gap.start(), gap.end());
    }
}
