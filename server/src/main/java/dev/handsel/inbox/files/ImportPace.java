package dev.handsel.inbox.files;

import java.util.ArrayList;
import java.util.List;

/** How fast events went, over the whole and over parts of it. Remembers a bounded number of moments. */
public final class ImportPace {

    private static final int MOST = 2_000;

    private record Moment(long events, long nanos) {}

    private final List<Moment> moments = new ArrayList<>();

    ImportPace(long nanos) {
        moments.add(new Moment(0, nanos));
    }

    void mark(long events, long nanos) {
        moments.add(new Moment(events, nanos));
        if (moments.size() > MOST) {
            thin();
        }
    }

    /** Every second moment goes; the first and the last stay. */
    private void thin() {
        var kept = new ArrayList<Moment>(MOST);
        for (int i = 0; i < moments.size(); i++) {
            if (i % 2 == 0 || i == moments.size() - 1) {
                kept.add(moments.get(i));
            }
        }
        moments.clear();
        moments.addAll(kept);
    }

    public long events() {
        return moments.getLast().events();
    }

    public double seconds() {
        return seconds(moments.getFirst(), moments.getLast());
    }

    /** Events a second over all. */
    public double overall() {
        return between(0, 1);
    }

    public double firstTenth() {
        return between(0, 0.1);
    }

    public double lastTenth() {
        return between(0.9, 1);
    }

    private double between(double from, double to) {
        var first = at(from);
        var last = at(to);
        double seconds = seconds(first, last);
        return seconds <= 0 ? 0 : (last.events() - first.events()) / seconds;
    }

    /** The first moment at which at least this share was done. */
    private Moment at(double share) {
        double wanted = share * events();
        return moments.stream()
                .filter(moment -> moment.events() >= wanted)
                .findFirst()
                .orElse(moments.getLast());
    }

    private static double seconds(Moment from, Moment to) {
        return (to.nanos() - from.nanos()) / 1e9;
    }
}
