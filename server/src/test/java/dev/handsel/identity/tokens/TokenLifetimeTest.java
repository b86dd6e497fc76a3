package dev.handsel.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenLifetimeTest {

    @Test
    void a_lifetime_is_a_number_and_a_unit() {
        assertThat(TokenLifetime.parse("90s").value()).isEqualTo(Duration.ofSeconds(90));
        assertThat(TokenLifetime.parse("30m").value()).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenLifetime.parse("12h").value()).isEqualTo(Duration.ofHours(12));
        assertThat(TokenLifetime.parse("30d").value()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void anything_else_and_more_than_30_days_is_refused() {
        for (var text : new String[] {"", "12", "h", "0h", "-1h", "1.5h", "12H", "31d", "721h", "9999999d", "1w"}) {
            assertThatThrownBy(() -> TokenLifetime.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
