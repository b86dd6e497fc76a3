package dev.handsel.inbox.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void the_tenths_have_rates_of_their_own() {
        var pace = new ImportPace(0);
        for (int second = 1; second <= 10; second++) {
            pace.mark(second * 100L, second <= 9 ? second * SECOND : 11 * SECOND);
        }

        assertThat(pace.overall()).isCloseTo(1_000 / 11.0, within(0.01));
        assertThat(pace.firstTenth()).isEqualTo(100);
        assertThat(pace.lastTenth()).isEqualTo(50);
    }

    @Test
    void it_stays_small_and_exact_at_its_ends() {
        var pace = new ImportPace(0);
        for (int i = 1; i <= 100_000; i++) {
            pace.mark(i, i * SECOND / 1_000);
        }

        assertThat(pace.events()).isEqualTo(100_000);
        assertThat(pace.seconds()).isEqualTo(100);
        assertThat(pace.firstTenth()).isCloseTo(1_000, within(1.0));
        assertThat(pace.lastTenth()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void nothing_has_no_rate() {
        assertThat(new ImportPace(0).overall()).isZero();
    }
}
