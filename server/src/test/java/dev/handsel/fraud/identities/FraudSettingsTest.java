package dev.handsel.fraud.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.settings.CannotStart;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FraudSettingsTest {

    private static FraudSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("handsel.fraud", FraudSettings.class);
    }

    @Test
    void without_settings_identities_are_kept_for_thirteen_months() {
        assertThat(bound(Map.of())).isEqualTo(new FraudSettings(true, Period.ofMonths(13)));
    }

    @Test
    void settings_are_mapped() {
        assertThat(bound(Map.of("handsel.fraud.reader", "false", "handsel.fraud.identities-kept", "2y")))
                .isEqualTo(new FraudSettings(false, Period.ofYears(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0m", "-1m", "20d", "1m1d", "11y"})
    void other_times_than_whole_months_are_refused(String kept) {
        assertThatThrownBy(() -> bound(Map.of("handsel.fraud.identities-kept", kept)))
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessageContaining("HANDSEL_FRAUD_IDENTITIES_KEPT");
    }
}
