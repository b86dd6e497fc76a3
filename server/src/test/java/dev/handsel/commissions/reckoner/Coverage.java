package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which time is covered, found by looking at each piece of time between two borders. */
final class Coverage {

    static final Duration CLOSED_HOLE = Duration.ofHours(24);

    private Coverage() {}

    /** The unbroken runs of these spans, cut at an instant; holes of up to a day are closed. In the order of time. */
    static List<TimeSpan> runs(List<TimeSpan> spans, Instant until) {
        var cut = cut(spans, until);
        var runs = new ArrayList<TimeSpan>();
        for (var piece : pieces(cut)) {
            if (!covered(piece, cut)) {
                continue;
            }
            var last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && Duration.between(last.end(), piece.start()).compareTo(CLOSED_HOLE) <= 0) {
                runs.removeLast();
                runs.add(new TimeSpan(last.start(), piece.end()));
            } else {
                runs.add(piece);
            }
        }
        return runs;
    }

    private static List<TimeSpan> cut(List<TimeSpan> spans, Instant until) {
        var cut = new ArrayList<TimeSpan>();
        for (var span : spans) {
            if (span.start().isBefore(until)) {
                cut.add(new TimeSpan(span.start(), span.end().isAfter(until) ? until : span.end()));
            }
        }
        return cut;
    }

    private static List<TimeSpan> pieces(List<TimeSpan> spans) {
        var borders = new TreeSet<Instant>();
        for (var span : spans) {
            borders.add(span.start());
            borders.add(span.end());
        }
        var pieces = new ArrayList<TimeSpan>();
        Instant from = null;
        for (var border : borders) {
            if (from != null) {
                pieces.add(new TimeSpan(from, border));
            }
            from = border;
        }
        return pieces;
    }

    private static boolean covered(TimeSpan piece, List<TimeSpan> spans) {
        for (var span : spans) {
            if (span.contains(piece.start())) {
                return true;
            }
        }
        return false;
    }

    /** The whole calendar months of each run, and the days left over: 28 days make a month, 59 two. */
    static int months(List<TimeSpan> runs) {
        long months = 0;
        long days = 0;
        for (var run : runs) {
            int whole = Months.whole(run.start(), run.end());
            months += whole;
            days += halfUp(Duration.between(Months.after(run.start(), whole), run.end()));
        }
        return Math.toIntExact(months + (days + 3) / 31);
    }

    private static long halfUp(Duration left) {
        return left.plusHours(12).toDays();
    }
}
