package dev.handsel.stripesim.params;

import java.time.Instant;

/** Seconds from the first to the last, both included. */
public record Range(long first, long last) {

    public static final Range ALWAYS = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean holds(Instant instant) {
        return holds(instant.getEpochSecond());
    }

    public boolean holds(long number) {
        return first <= number && number <= last;
    }

    Range and(String word, long second) {
        return switch (word) {
            case "gt" -> new Range(Math.max(first, second + 1), last);
            case "gte" -> new Range(Math.max(first, second), last);
            case "lt" -> new Range(first, Math.min(last, second - 1));
            case "lte" -> new Range(first, Math.min(last, second));
            default -> new Range(second, second);
        };
    }
}
