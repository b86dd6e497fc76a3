package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.testing.HandselTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

@HandselTest
class SharedContextTest {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    Environment environment;

    @Autowired
    MeterRegistry meters;

    @Autowired
    DataDirectory directory;

    @Test
    void the_server_works_on_the_shared_database_as_a_role_without_special_rights() {
        assertThat(jdbc.sql("select current_database()").query(String.class).single())
                .startsWith("test_");
        assertThat(jdbc.sql("select rolsuper from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void components_are_called_by_their_full_names_so_that_modules_may_use_the_same_simple_one() {
        var simple = Stream.of(context.getBeanNamesForAnnotation(Component.class))
                .filter(name -> !name.contains("."))
                .filter(name -> ClassUtils.getUserClass(Objects.requireNonNull(context.getType(name)))
                        .getName()
                        .startsWith("dev.handsel."));
        assertThat(simple).as("all but the class that starts the server").containsOnly("handsel");
    }

    @Test
    void connections_come_through_the_fair_queue_and_end_their_statements_in_time() throws Exception {
        assertThat(dataSource.isWrapperFor(FairDataSource.class)).isTrue();
        assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(jdbc.sql("show statement_timeout").query(String.class).single())
                .isEqualTo("1min");
    }

    @Test
    void the_pool_is_measured_behind_the_queue() {
        assertThat(meters.get("hikaricp.connections.max").gauge().value()).isEqualTo(20);
    }

    @Test
    void health_is_told_on_the_management_port() throws Exception {
        var health = URI.create(
                "http://127.0.0.1:" + environment.getProperty("management.server.port") + "/actuator/health/readiness");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
            assertThat(answer.body()).contains("UP");
        }
    }

    @Test
    void commands_can_find_the_running_server_and_nothing_is_written_beside_the_build() {
        assertThat(RunningServer.on(directory))
                .hasValueSatisfying(server -> assertThat(server.publicUrl())
                        .isEqualTo(URI.create(environment.getRequiredProperty("handsel.public-url"))));
        assertThat(Files.exists(Path.of("data"))).isFalse();
    }
}
