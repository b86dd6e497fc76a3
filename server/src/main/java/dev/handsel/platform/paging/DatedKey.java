package dev.handsel.platform.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a row stands in a list by time: its instant, and among those of one instant its name, in the order of the bytes of UTF-8.
 *
 * @param at in microseconds, as PostgreSQL keeps it
 */
public record DatedKey(Instant at, String name) implements Comparable<DatedKey> {

    private static final char BETWEEN = '|';

    /** What PostgreSQL can be asked for, and far more than is stored. */
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    /** As a cursor holds it. */
    String text() {
        return at + String.valueOf(BETWEEN) + name;
    }

    /** The key of a text; nothing where it is none. */
    static Optional<DatedKey> find(String text) {
        int end = text.indexOf(BETWEEN);
        try {
            return Optional.of(
                            new DatedKey(Instant.parse(text.substring(0, Math.max(0, end))), text.substring(end + 1)))
                    .filter(key -> YEARS.isValidIntValue(
                            key.at().atOffset(ZoneOffset.UTC).getYear()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DatedKey other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Arrays.compareUnsigned(name.getBytes(UTF_8), other.name.getBytes(UTF_8));
    }
}
