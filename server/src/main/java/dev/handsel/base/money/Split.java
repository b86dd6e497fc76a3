package dev.handsel.base.money;

import java.util.stream.LongStream;

/** Cuts amounts into parts that add up to the whole. */
public final class Split {

    private Split() {}

    /**
     * {@code total} minor units in {@code parts} parts that differ by one unit at most, the larger ones (away from zero)
     * first: largest remainder, earlier first. Refuses fewer than one part with {@link IllegalArgumentException}.
     */
    public static long[] equally(long total, int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("Cannot split into " + parts + " parts");
        }
        long each = total / parts;
        long left = Math.abs(total % parts);
        return LongStream.range(0, parts)
                .map(part -> part < left ? each + Long.signum(total) : each)
                .toArray();
    }
}
