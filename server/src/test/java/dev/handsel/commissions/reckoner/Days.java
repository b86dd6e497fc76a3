package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** Days and instants as tests write them. */
final class Days {

    private Days() {}

    /** {@code 2026-01-31} is its first instant; a whole instant is itself. */
    static Instant of(String text) {
        return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
    }
}
