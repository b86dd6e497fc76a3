package dev.handsel.base.time;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the only source of the present: UTC, in the microseconds that PostgreSQL keeps. */
@Configuration(proxyBeanMethods = false)
public class SystemClock {

    @Bean
    InstantSource instantSource() {
        return source();
    }

    /** The present, for a command that runs without Spring. */
    public static InstantSource source() {
        var system = Clock.systemUTC();
        return () -> system.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The instant as a parameter that the PostgreSQL driver takes for {@code timestamptz}. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
