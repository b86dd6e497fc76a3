package dev.handsel.platform.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** RFC 3339 times with any offset, in the years 1 to 9999 and to the microsecond, which is what PostgreSQL keeps. */
public final class InstantText {

    private InstantText() {}

    /** The instant, or nothing where the text is not such a time. */
    public static Optional<Instant> parse(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            return time.getYear() >= 1 && time.getYear() <= 9999
                    ? Optional.of(time.toInstant().truncatedTo(ChronoUnit.MICROS))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
