package dev.handsel.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.settings.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokenSettingsTest {

    @Test
    void without_settings_only_the_built_in_issuer_is_believed() {
        assertThat(bound(Map.of())).isEqualTo(new TokenSettings("http://localhost:8080", List.of(), "handsel", null));
    }

    @Test
    void issuers_are_a_list_with_commas_and_the_key_is_hidden() {
        var settings = bound(Map.of(
                "handsel.public-url", "https://h.example/",
                "handsel.trusted-issuers", "https://a.example, https://b.example/realm,",
                "handsel.jwt-audience", "shop",
                "handsel.issuer-key", "topsecret"));

        assertThat(settings)
                .isEqualTo(new TokenSettings(
                        "https://h.example",
                        List.of("https://a.example", "https://b.example/realm"),
                        "shop",
                        new Secret("topsecret")));
        assertThat(settings.toString()).doesNotContain("topsecret");
        assertThat(settings.at("https://i.example/").publicUrl()).isEqualTo("https://i.example");
    }

    private static TokenSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("handsel", TokenSettings.class);
    }
}
