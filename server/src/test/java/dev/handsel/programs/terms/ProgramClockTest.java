package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgramClockTest {

    private static final Instant TODAY = Instant.parse("2026-07-01T12:00:00Z");
    private static final InstantSource system = InstantSource.fixed(TODAY);

    @Test
    void a_live_programme_lives_in_the_systems_time() {
        assertThat(new ProgramClock.Live().now(system)).isEqualTo(TODAY);
    }

    @Test
    void a_test_programme_stands_where_it_was_put() {
        var past = TODAY.minusSeconds(1_000_000);
        assertThat(new ProgramClock.Test(past).now(system)).isEqualTo(past);
    }
}
