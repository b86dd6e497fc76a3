package dev.handsel.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class HandselEnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void the_server_listens_on_8080_and_says_so() {
        var environment = environment(Map.of());
        assertThat(environment.getProperty("server.port")).isEqualTo("8080");
        assertThat(environment.getProperty("handsel.public-url")).isEqualTo("http://localhost:8080");
        assertThat(environment.getRequiredProperty("management.server.port", Integer.class))
                .isGreaterThan(9999);
    }

    @Test
    void port_0_is_a_free_one_that_the_public_url_names() {
        var environment = environment(Map.of("HANDSEL_PORT", "0", "HANDSEL_MANAGEMENT_PORT", "9000"));
        assertThat(environment.getProperty("server.port")).isNotEqualTo("0");
        assertThat(environment.getProperty("handsel.public-url"))
                .isEqualTo("http://localhost:" + environment.getProperty("server.port"));
        assertThat(environment.getProperty("management.server.port")).isEqualTo("9000");
    }

    @Test
    void the_public_url_may_be_another() {
        var environment = environment(Map.of("HANDSEL_PUBLIC_URL", "https://handsel.example", "HANDSEL_PORT", "81"));
        assertThat(environment.getProperty("handsel.public-url")).isEqualTo("https://handsel.example");
    }

    @Test
    void what_is_no_port_or_address_is_refused_by_its_name() {
        assertRefused(Map.of("HANDSEL_PORT", "http"), "HANDSEL_PORT is not a port: http.");
        assertRefused(Map.of("HANDSEL_MANAGEMENT_PORT", "65536"), "HANDSEL_MANAGEMENT_PORT is not a port: 65536.");
        assertRefused(Map.of("HANDSEL_PORT", "0", "HANDSEL_BIND", "no address"), "HANDSEL_BIND is not an address");
    }

    @Test
    void a_secret_may_be_in_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "hush\n");
        var environment = environment(Map.of("HANDSEL_DATABASE_PASSWORD_FILE", file.toString()));
        assertThat(environment.getProperty("handsel.database.password")).isEqualTo("hush");
    }

    @Test
    void a_secret_file_that_is_missing_or_contradicts_is_refused() {
        assertRefused(Map.of("HANDSEL_X_FILE", "/no/such/file"), "HANDSEL_X_FILE names cannot be read: /no/such/file.");
        assertRefused(Map.of("HANDSEL_X_FILE", "/dev/null", "HANDSEL_X", "a"), "Both HANDSEL_X and HANDSEL_X_FILE");
    }

    @Test
    void the_keyset_file_may_not_be_there_yet() {
        var environment = environment(Map.of("HANDSEL_KEYSET_FILE", "/no/such/file"));
        assertThat(environment.getProperty("handsel.keyset-file")).isEqualTo("/no/such/file");
    }

    @Test
    void a_command_without_spring_sees_the_same_names() {
        assertThat(HandselEnvironment.plain().getProperty("handsel.nothing-of-this-name"))
                .isNull();
    }

    private static void assertRefused(Map<String, Object> variables, String sentence) {
        assertThatThrownBy(() -> environment(variables))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(sentence);
    }

    private static ConfigurableEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        ConfigurationPropertySources.attach(environment);
        new HandselEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
