package dev.handsel.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
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
        assertRefused(
                Map.of("HANDSEL_SMTP_PASSWORD_FILE", "/no/such/file"),
                "HANDSEL_SMTP_PASSWORD_FILE names cannot be read: /no/such/file.");
        assertRefused(
                Map.of("HANDSEL_SMTP_PASSWORD_FILE", "/dev/null", "HANDSEL_SMTP_PASSWORD", "a"),
                "Both HANDSEL_SMTP_PASSWORD and HANDSEL_SMTP_PASSWORD_FILE");
    }

    @Test
    void a_keyset_file_that_is_named_must_be_there() throws Exception {
        assertRefused(
                Map.of("HANDSEL_KEYSET_FILE", "/no/such/file"),
                "There is no file /no/such/file, which HANDSEL_KEYSET_FILE names");
        Path file = Files.createFile(folder.resolve("keyset.json"));
        var environment = environment(Map.of("HANDSEL_KEYSET_FILE", file.toString()));
        assertThat(environment.getProperty("handsel.keyset-file")).isEqualTo(file.toString());
    }

    @Test
    void a_variable_that_nobody_reads_is_refused_with_the_one_that_was_meant() {
        assertThat(faults(Map.of(
                        "HANDSEL_DATABASE_ULR", "jdbc:postgresql://db/shop",
                        "HANDSEL_STRIPE_API_KEY_FLE", "/run/secrets/key",
                        "HANDSEL_DATADIR", "/var/lib/handsel",
                        "HANDSEL_KEYSET_FIEL", "/etc/keyset.json",
                        "HANDSEL_KEY_ID", "dk_1",
                        "HANDSEL_JDKS", "/opt")))
                .containsExactly(
                        "There is no variable HANDSEL_DATABASE_ULR; did you mean HANDSEL_DATABASE_URL?",
                        "There is no variable HANDSEL_DATADIR; did you mean HANDSEL_DATA_DIR?",
                        "There is no variable HANDSEL_KEYSET_FIEL; did you mean HANDSEL_KEYSET_FILE?",
                        "There is no variable HANDSEL_STRIPE_API_KEY_FLE; did you mean HANDSEL_STRIPE_API_KEY_FILE?");
    }

    @Test
    void what_a_cluster_sets_for_a_service_of_our_name_is_told_apart() {
        assertThat(faults(Map.of("HANDSEL_SERVICE_HOST", "10.0.0.1", "HANDSEL_PORT_80_TCP_ADDR", "10.0.0.1")))
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(sentence).contains("enableServiceLinks: false"));
    }

    @Test
    void all_mistakes_are_told_at_once_and_the_port_comes_first() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(faults(Map.of(
                            "HANDSEL_PORT", String.valueOf(taken.getLocalPort()),
                            "HANDSEL_PORTS", "80",
                            "HANDSEL_PUBLIC_URL", "foo",
                            "HANDSEL_DATA_DIR", " ",
                            "HANDSEL_DATABASE_WAIT_LIMIT", "soon",
                            "HANDSEL_STRIPE_RATE", "fast",
                            "HANDSEL_STRIPE_SENDER", "perhaps",
                            "HANDSEL_SMTP_TLS", "some",
                            "HANDSEL_LEGACY_SIGNATURES", "maybe",
                            "HANDSEL_TRUSTED_PROXIES", "proxy.example")))
                    .containsExactly(
                            "Port " + taken.getLocalPort()
                                    + " is already in use; set HANDSEL_PORT to another one or stop what uses it.",
                            "There is no variable HANDSEL_PORTS; did you mean HANDSEL_PORT?",
                            "HANDSEL_PUBLIC_URL must be an address such as https://handsel.example, not foo.",
                            "HANDSEL_LEGACY_SIGNATURES is on or off, not maybe.",
                            "HANDSEL_SMTP_TLS has a value that cannot be read; starttls or implicit or none is expected.",
                            "HANDSEL_DATABASE_WAIT_LIMIT has a value that cannot be read; a time such as 30s or 24h is"
                                    + " expected.",
                            "HANDSEL_TRUSTED_PROXIES lists addresses by comma; this is none: proxy.example.",
                            "HANDSEL_DATA_DIR names no folder; leave it out for ./data.",
                            "HANDSEL_STRIPE_RATE has a value that cannot be read; a whole number is expected.",
                            "HANDSEL_STRIPE_SENDER has a value that cannot be read; true or false is expected.");
        }
    }

    @Test
    void two_ports_cannot_be_one_and_an_address_must_be_this_machines() {
        assertRefused(
                Map.of("HANDSEL_PORT", "9000", "HANDSEL_MANAGEMENT_PORT", "9000"),
                "HANDSEL_PORT and HANDSEL_MANAGEMENT_PORT are both 9000");
        assertRefused(Map.of("HANDSEL_BIND", "192.0.2.1"), "HANDSEL_BIND is not an address of this machine: 192.0.2.1");
    }

    @Test
    void a_command_that_does_not_listen_minds_no_port() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var command = new SpringApplication();
            command.setWebApplicationType(WebApplicationType.NONE);
            var environment = variables(Map.of("HANDSEL_PORT", String.valueOf(taken.getLocalPort())));
            new HandselEnvironment().postProcessEnvironment(environment, command);
            assertThat(environment.getProperty("server.port")).isEqualTo(String.valueOf(taken.getLocalPort()));
        }
    }

    private static List<String> faults(Map<String, Object> variables) {
        return OperatorErrors.sentences(catchThrowable(() -> environment(variables)));
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
        var environment = variables(variables);
        new HandselEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static ConfigurableEnvironment variables(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
