package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.signing.verify.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignatureSettingsTest {

    private static SignatureSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("handsel", SignatureSettings.class);
    }

    @Test
    void without_settings_the_host_counts_and_both_schemes_are_accepted() {
        assertThat(bound(Map.of()).policy()).isEqualTo(Policy.deviceV1().withFourHeaders(true));
    }

    @Test
    void settings_are_mapped() {
        var settings = bound(Map.of(
                "handsel.legacy-signatures", "off",
                "handsel.accepted-authorities", "api.example.com,example.com/api"));

        assertThat(settings.policy())
                .isEqualTo(Policy.deviceV1()
                        .withOrigins(List.of(
                                new Policy.Origin("api.example.com", ""), new Policy.Origin("example.com", "/api"))));
        // What merchants' services receive goes by their own names.
        assertThat(settings.policyElsewhere()).isEqualTo(Policy.deviceV1());
    }

    @Test
    void only_on_and_off_switch_the_compatible_scheme() {
        assertThatThrownBy(() ->
                        bound(Map.of("handsel.legacy-signatures", "maybe")).policy())
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessageContaining("HANDSEL_LEGACY_SIGNATURES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "example.com/api/", "a,b,c,d,e,f,g,h,i"})
    void names_that_are_none_and_too_many_of_them_are_refused(String names) {
        assertThatThrownBy(() ->
                        bound(Map.of("handsel.accepted-authorities", names)).policy())
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessageContaining("HANDSEL_ACCEPTED_AUTHORITIES");
    }
}
