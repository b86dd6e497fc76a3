package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A month of a line: when it begins, and what was sold for it. */
record Slice(Instant begin, long amount) {

    private static final int MOST = 120;
    private static final Duration ONE_MORE = Duration.ofDays(15);

    /** The slices of a line: equal, the earlier ones larger in size where it cannot be. */
    static List<Slice> of(SoldLine line) {
        int count = count(line);
        long size = Math.abs(line.amount());
        long sign = line.amount() < 0 ? -1 : 1;
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < count; i++) {
            long part = size / count + (i < size % count ? 1 : 0);
            slices.add(new Slice(Months.after(line.start(), i), sign * part));
        }
        return slices;
    }

    private static int count(SoldLine line) {
        var end = line.end();
        if (end == null) {
            return 1;
        }
        int whole = Months.whole(line.start(), end);
        var left = Duration.between(Months.after(line.start(), whole), end);
        int count = left.compareTo(ONE_MORE) >= 0 ? whole + 1 : whole;
        return Math.min(MOST, Math.max(1, count));
    }
}
