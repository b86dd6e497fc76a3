package dev.handsel.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.FreePort;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private Path directory;

    @BeforeEach
    void a_folder_that_other_accounts_may_pass_through() throws IOException {
        directory = Files.createTempDirectory("handsel-postgres-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void remove_the_folder() throws IOException {
        Folders.delete(directory);
    }

    @Test
    void data_outlives_the_server_and_is_durable_and_local() throws Exception {
        useUnpackedPrograms();
        try (var postgres = EmbeddedPostgres.start(directory, true)) {
            var login = postgres.login();
            assertThat(answer(login, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(answer(login, "show fsync")).isEqualTo("on");
            assertThat(answer(login, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(answer(
                            login,
                            "select datlocprovider::text || datlocale from pg_database where datname = 'handsel'"))
                    .isEqualTo("bC.UTF-8");
            answer(login, "create table kept as select 'still here' as text");
        }
        try (var postgres = EmbeddedPostgres.start(directory, false)) {
            assertThat(answer(postgres.login(), "select text from kept")).isEqualTo("still here");
            assertThat(answer(postgres.login(), "show fsync")).isEqualTo("off");
            var wrong = new DatabaseLogin(postgres.login().url(), "handsel", new Secret("guessed"));
            assertThatThrownBy(() -> answer(wrong, "select 1")).hasMessageContaining("password authentication failed");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("postgres/password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_postgres_of_a_killed_server_is_stopped_and_its_data_is_there() throws Exception {
        useUnpackedPrograms();
        var holder = hold(List.of());
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, true))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is in use by another Handsel process");
        var orphan = Postmaster.on(directory.resolve("postgres/data-18")).orElseThrow();

        holder.destroyForcibly().waitFor();
        assertThat(orphan.process().isAlive()).isTrue();

        try (var postgres = EmbeddedPostgres.start(directory, true)) {
            assertThat(orphan.process().isAlive()).isFalse();
            assertThat(answer(postgres.login(), "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void an_interrupted_creation_and_a_stale_process_number_are_no_obstacle() throws Exception {
        useUnpackedPrograms();
        Files.createDirectories(directory.resolve("postgres/data-18.new/base"));
        EmbeddedPostgres.start(directory, false).close();
        // The number belongs to a living process that is no PostgreSQL.
        Files.writeString(
                directory.resolve("postgres/data-18/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.resolve("postgres/data-18") + "\n");
        assertThat(Postmaster.on(directory.resolve("postgres/data-18"))).isEmpty();
    }

    @Test
    void what_postgres_says_last_is_told_when_it_does_not_start() throws Exception {
        useUnpackedPrograms();
        EmbeddedPostgres.start(directory, false).close();
        Files.writeString(directory.resolve("postgres/data-18/postgresql.conf"), "work_mem = plenty");
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("postgres.log");
        // The lock was given back.
        DirectoryLock.take(directory).close();
    }

    @Test
    void one_that_does_not_listen_is_ended_by_force() throws Exception {
        var deaf = new ProcessBuilder("sh", "-c", "trap '' INT QUIT; echo; read line").start();
        assertThat(deaf.inputReader().readLine()).isEmpty();
        new Postmaster(deaf.toHandle()).stop(Duration.ofMillis(50));
        assertThat(deaf.waitFor()).isEqualTo(137);
    }

    @Test
    void an_ordinary_user_runs_it_as_himself() throws Exception {
        assumeThat(ROOT).as("only root can become another user").isTrue();
        String name = "handsel-test-" + ProcessHandle.current().pid();
        run("useradd", "--no-create-home", name);
        try {
            String uid = output("id", "-u", name);
            run("chown", uid, directory.toString());
            copyClassPath();
            var holder = hold(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
            var postmaster =
                    Postmaster.on(directory.resolve("postgres/data-18")).orElseThrow();
            assertThat(postmaster.process().info().user()).hasValue(name);
            holder.getOutputStream().close();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(holder.exitValue()).isZero();
            assertThat(postmaster.process().isAlive()).isFalse();
        } finally {
            run("userdel", name);
        }
    }

    @Test
    void root_becomes_nobody_where_user_namespaces_are_denied_and_may_come_back() throws Exception {
        assumeThat(ROOT).as("only root can become another user").isTrue();
        TestDatabase.shared();
        run(
                "cp",
                "-r",
                TestDatabase.binaries().toString(),
                directory.resolve("binaries").toString());
        var binaries = PostgresBinaries.unpackedIn(directory.resolve("binaries"));
        assertThat(PostgresBinaries.unpackedIn(directory.resolve("binaries"))).isEqualTo(binaries);
        var denied = new PostgresAccount(List.of("false"), 0);
        var nobody = PostgresAccount.choose(binaries, List.of(denied, PostgresAccount.asNobody()));
        assertThat(nobody).isEqualTo(PostgresAccount.asNobody());
        for (var account : List.of(nobody, PostgresAccount.inNamespace(), nobody)) {
            var cluster = new PostgresCluster(directory, binaries, account, false);
            cluster.create(new Secret("a password"));
            int port = FreePort.choose(InetAddress.getLoopbackAddress());
            var postmaster = cluster.start(port);
            postmaster.stop();
            assertThat(Folders.owner(cluster.data())).isEqualTo(account.uid());
        }
    }

    @Test
    void root_that_cannot_give_up_its_rights_is_told_what_to_do() {
        assumeThat(ROOT).isTrue();
        var absent = new PostgresAccount(List.of("/no/such/program"), 0);
        var binaries = new PostgresBinaries(directory);
        assertThatThrownBy(() -> PostgresAccount.choose(binaries, List.of(absent)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_DATABASE_URL");
    }

    private Process hold(List<String> prefix) throws IOException {
        var command = new ArrayList<>(prefix);
        boolean copied = Files.isDirectory(directory.resolve("classes-0"));
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                copied ? directory + "/*:" + directory + "/classes-0:" + directory + "/classes-1" : classPath(),
                PostgresHolder.class.getName(),
                directory.toString()));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var reader = process.inputReader();
        for (String line = reader.readLine(); !"holding".equals(line); line = reader.readLine()) {
            assertThat(line).as("what the process prints before it holds").isNotNull();
        }
        return process;
    }

    /** The libraries may lie in a folder of root's that nobody else can enter. */
    private void copyClassPath() throws Exception {
        int classes = 0;
        for (String part :
                Pattern.compile(File.pathSeparator).splitAsStream(classPath()).toList()) {
            if (part.endsWith(".jar")) {
                Files.copy(Path.of(part), directory.resolve(Path.of(part).getFileName()));
            } else if (Files.isDirectory(Path.of(part)) && classes < 2) {
                run("cp", "-r", part, directory.resolve("classes-" + classes++).toString());
            }
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void run(String... command) throws Exception {
        output(command);
    }

    private static String output(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private void useUnpackedPrograms() throws IOException {
        TestDatabase.shared();
        Files.createSymbolicLink(
                Files.createDirectories(directory.resolve("postgres")).resolve("binaries"), TestDatabase.binaries());
    }

    private static String answer(DatabaseLogin login, String sql) throws Exception {
        try (var connection = login.connect();
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
