package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.OperatorErrors;
import dev.handsel.platform.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DatabaseSettingsTest {

    @Test
    void without_any_setting_the_servers_own_database_is_used_durably() {
        var settings = binder(Map.of()).bindOrCreate("handsel.database", DatabaseSettings.class);
        assertThat(settings)
                .isEqualTo(new DatabaseSettings(null, null, null, null, null, false, true, Duration.ofSeconds(10)));
        assertThat(settings.external()).isFalse();
        assertThat(binder(Map.of()).bindOrCreate("handsel", DataDirectory.class).path())
                .isEqualTo(Path.of("data").toAbsolutePath());
    }

    @Test
    void each_setting_has_its_variable() {
        var binder = binder(Map.of(
                "HANDSEL_DATABASE_URL", "postgres://db/shop",
                "HANDSEL_DATABASE_USER", "serving",
                "HANDSEL_DATABASE_PASSWORD", "a",
                "HANDSEL_DATABASE_OWNER_USER", "owner",
                "HANDSEL_DATABASE_OWNER_PASSWORD", "b",
                "HANDSEL_DATA_DIR", "/var/lib/handsel"));
        var settings = binder.bindOrCreate("handsel.database", DatabaseSettings.class);
        assertThat(settings.login())
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/shop", "serving", new Secret("a")));
        assertThat(settings.ownerLogin())
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/shop", "owner", new Secret("b")));
        assertThat(settings.toString()).doesNotContain("password=a").contains("(hidden)");
        assertThat(binder.bindOrCreate("handsel", DataDirectory.class).path()).isEqualTo(Path.of("/var/lib/handsel"));
    }

    @Test
    void an_owner_without_a_database_of_his_is_a_mistake() {
        assertRefused(
                Map.of("HANDSEL_DATABASE_OWNER_USER", "owner"),
                "HANDSEL_DATABASE_OWNER_USER is set without HANDSEL_DATABASE_URL beside it.");
    }

    @Test
    void what_is_no_url_of_a_database_or_no_time_to_wait_is_a_mistake() {
        assertRefused(Map.of("HANDSEL_DATABASE_URL", "mysql://db/shop"), "HANDSEL_DATABASE_URL must look like");
        assertRefused(
                Map.of("HANDSEL_DATABASE_WAIT_LIMIT", "-1s"), "HANDSEL_DATABASE_WAIT_LIMIT must be a positive time");
    }

    private static void assertRefused(Map<String, Object> variables, String sentence) {
        var failure = catchThrowable(() -> binder(variables).bindOrCreate("handsel.database", DatabaseSettings.class));
        assertThat(OperatorErrors.sentences(failure)).singleElement().asString().contains(sentence);
    }

    private static Binder binder(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment);
    }
}
