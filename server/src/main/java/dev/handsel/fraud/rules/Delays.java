package dev.handsel.fraud.rules;

import java.time.Duration;
import java.util.Arrays;

/**
 * How many came how long after their click: a histogram in steps of the fourth root of two, from a second to a year, which can be
 * added and subtracted. What is shorter than a second is in the first step, what is longer in the last.
 */
public final class Delays {

    /** Number of steps. */
    public static final int STEPS = 100;

    private static final int STEPS_PER_DOUBLING = 4;

    /** Nobody. */
    public static final Delays NONE = new Delays(new int[STEPS]);

    private final int[] counts;

    private Delays(int[] counts) {
        this.counts = counts;
    }

    /** A histogram as it was kept: a count for each step. */
    public static Delays of(int[] counts) {
        if (counts.length != STEPS) {
            throw new IllegalArgumentException("A histogram has " + STEPS + " steps, not " + counts.length);
        }
        return new Delays(counts.clone());
    }

    /** A count for each step, to be kept. */
    public int[] counts() {
        return counts.clone();
    }

    /** The step of such a delay. */
    public static int step(Duration delay) {
        double seconds = Math.max(1, delay.toMillis() / 1000.0);
        return Math.min(STEPS - 1, (int) (STEPS_PER_DOUBLING * Math.log(seconds) / Math.log(2)));
    }

    /** Where a step ends, in seconds. */
    static double end(int step) {
        return Math.pow(2, (step + 1.0) / STEPS_PER_DOUBLING);
    }

    /** With one more. */
    public Delays with(Duration delay) {
        var more = counts();
        more[step(delay)]++;
        return new Delays(more);
    }

    /** Without a part of them; never less than nobody. */
    Delays minus(Delays part) {
        var rest = counts();
        Arrays.setAll(rest, step -> Math.max(0, rest[step] - part.counts[step]));
        return new Delays(rest);
    }

    int total() {
        return from(0);
    }

    int from(int step) {
        return Arrays.stream(counts, step, STEPS).sum();
    }

    int upTo(int step) {
        return Arrays.stream(counts, 0, step + 1).sum();
    }
}
