package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.postgres.CommandPass;
import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.postgres.DirectoryLock;
import dev.handsel.platform.postgres.EmbeddedPostgres;
import dev.handsel.platform.postgres.RunningFile;
import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseSessionTest {

    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080");

    @TempDir
    Path folder;

    @Test
    void a_command_without_a_server_starts_and_ends_the_data_directorys_own() throws Exception {
        useUnpackedPrograms();
        for (boolean mayMakeOne : new boolean[] {true, false}) {
            try (var session = DatabaseSession.open(settings(null, true), directory(), mayMakeOne)) {
                assertThat(current(session)).isEqualTo("handsel");
            }
        }
        assertThat(folder.resolve("postgres/data-18/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_command_reads_what_is_committed_whatever_the_database_sets_for_all() throws Exception {
        useUnpackedPrograms();
        try (var session = DatabaseSession.open(settings(null, true), directory(), true)) {
            JdbcClient.create(session.dataSource())
                    .sql("alter role current_user set default_transaction_isolation to serializable")
                    .update();
        }
        try (var session = DatabaseSession.open(settings(null, true), directory(), false)) {
            assertThat(JdbcClient.create(session.dataSource())
                            .sql("show transaction_isolation")
                            .query(String.class)
                            .single())
                    .isEqualTo("read committed");
        }
    }

    @Test
    void a_command_makes_no_installation_where_none_is() {
        var nowhere = new DataDirectory(folder.resolve("other").toString());
        assertThatThrownBy(() -> DatabaseSession.open(settings(null, true), nowhere, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("No server uses the folder " + nowhere.path())
                .hasMessageContaining("HANDSEL_DATA_DIR")
                .hasMessageContaining("--new");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_command_without_the_settings_of_a_server_on_a_database_elsewhere_is_told_so() {
        var elsewhere = new DatabaseLogin("jdbc:postgresql://db/shop", "nora", null);
        publish(elsewhere);
        assertThatThrownBy(() -> DatabaseSession.open(settings(null, true), directory(), true))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("works on a database elsewhere; set HANDSEL_DATABASE_URL");
        assertThat(RunningServer.on(directory()))
                .hasValueSatisfying(server -> assertThat(server.uses(elsewhere)).isTrue());
    }

    @Test
    void a_command_beside_a_server_uses_the_servers_and_leaves_it_running() throws Exception {
        useUnpackedPrograms();
        Files.writeString(folder.resolve("running.properties"), "database.url=jdbc:postgresql://127.0.0.1:1/stale");
        try (var server = DatabaseLink.open(settings(null, false), directory(), false)) {
            server.running().publish(ADDRESS, "https://handsel.example", CommandPass.fresh(), server.login());
            try (var session = DatabaseSession.open(settings(null, true), directory(), false)) {
                assertThat(current(session)).isEqualTo("handsel");
            }
            assertThat(RunningServer.on(directory())).hasValueSatisfying(running -> {
                assertThat(running.address()).isEqualTo(ADDRESS);
                assertThat(running.publicUrl()).hasToString("https://handsel.example");
            });
            assertThatThrownBy(() -> DatabaseLink.open(settings(null, false), directory(), false))
                    .isInstanceOf(CannotStart.class);
        }
        assertThat(folder.resolve("running.properties")).doesNotExist();
    }

    @Test
    void the_environment_names_an_external_database() {
        var database = TestDatabase.fresh();
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "handsel.data-dir", folder.toString(),
                                "handsel.database.url", database.url(),
                                "handsel.database.user", database.user(),
                                "handsel.database.password", database.password())));
        ConfigurationPropertySources.attach(environment);
        try (var session = DatabaseSession.open(environment, false)) {
            assertThat(database.url()).endsWith(current(session));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_without_its_parameters() {
        assertThatThrownBy(() -> DatabaseLink.open(
                        settings("postgres://nora:hush@127.0.0.1:1/shop?sslpassword=hush", false), directory(), false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/shop cannot be used")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_command_whose_tables_cannot_be_migrated_leaves_nothing_running() throws Exception {
        useUnpackedPrograms();
        try (var postgres = EmbeddedPostgres.start(folder, false);
                var connection = postgres.login().connect();
                var statement = connection.createStatement()) {
            statement.execute("create table left_by_somebody (id int)");
        }
        assertThatThrownBy(() -> DatabaseSession.open(settings(null, true), directory(), false))
                .hasMessageContaining("non-empty schema");
        DirectoryLock.take(folder).close();
    }

    @Test
    void a_data_directory_that_cannot_be_written_to_is_named() {
        assertThatThrownBy(() -> DirectoryLock.tryTake(folder.resolve("missing")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be written to");
    }

    @Test
    void a_server_that_was_killed_is_not_running() {
        publish(new DatabaseLogin("jdbc:postgresql://db/shop", null, null));
        assertThat(RunningServer.on(directory())).isPresent();
        new RunningFile(folder).withdraw();
        assertThat(RunningServer.on(directory())).isEmpty();
    }

    @Test
    void a_process_that_has_the_number_of_a_killed_server_is_not_the_server() throws Exception {
        publish(new DatabaseLogin("jdbc:postgresql://db/shop", null, null));
        var file = folder.resolve("running.properties");
        Files.writeString(file, Files.readString(file).replaceFirst("pid.started=[0-9]+", "pid.started=1000"));
        assertThat(RunningServer.on(directory())).isEmpty();
    }

    @Test
    void only_the_account_of_the_server_reads_how_to_reach_it() throws Exception {
        publish(new DatabaseLogin("jdbc:postgresql://db/shop", null, null));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("running.properties"))))
                .isEqualTo("rw-------");
        var pass = RunningServer.on(directory()).orElseThrow().pass();
        assertThat(pass.isShown(pass.secret().value())).isTrue();
        assertThat(pass.isShown(CommandPass.fresh().secret().value())).isFalse();
        assertThat(pass.isShown(null)).isFalse();
        assertThat(pass.toString()).doesNotContain(pass.secret().value());
    }

    private void publish(DatabaseLogin login) {
        new RunningFile(folder).publish(ADDRESS, "http://localhost:8080", CommandPass.fresh(), login);
    }

    private void useUnpackedPrograms() throws Exception {
        TestDatabase.shared();
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("postgres")).resolve("binaries"), TestDatabase.binaries());
    }

    private DataDirectory directory() {
        return new DataDirectory(folder.toString());
    }

    private static DatabaseSettings settings(@Nullable String url, boolean attach) {
        return new DatabaseSettings(url, null, null, null, null, attach, false, Duration.ofSeconds(10));
    }

    private static String current(DatabaseSession session) {
        return JdbcClient.create(session.dataSource())
                .sql("select current_database()")
                .query(String.class)
                .single();
    }
}
