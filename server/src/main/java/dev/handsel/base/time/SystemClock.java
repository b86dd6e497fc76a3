package dev.handsel.base.time;

import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The only source of the present: UTC, in the microseconds that PostgreSQL keeps. */
public final class SystemClock {

    private SystemClock() {}

    /** The present. A server has one of these as a bean; a command that runs without Spring takes its own. */
    public static InstantSource source() {
        var system = Clock.systemUTC();
        return () -> system.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
