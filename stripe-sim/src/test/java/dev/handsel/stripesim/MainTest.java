package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void options_override_the_defaults() {
        assertThat(Main.settings()).isEqualTo(StripeSimulator.Settings.defaults());
        assertThat(Main.settings("--port", "1", "--control-port", "2", "--secret-key", "sk", "--country", "DE"))
                .isEqualTo(new StripeSimulator.Settings(1, 2, "sk", "DE"));
    }

    @Test
    void anything_else_is_refused() {
        assertThatThrownBy(() -> Main.settings("--colour", "red")).hasMessageContaining("--port");
        assertThatThrownBy(() -> Main.settings("--port")).hasMessageContaining("--port");
    }
}
