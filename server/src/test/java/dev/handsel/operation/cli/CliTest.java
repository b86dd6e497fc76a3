package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.Handsel;
import dev.handsel.platform.settings.CannotStart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class CliTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_and_version_are_everywhere() {
        assertThat(run("--help")).isZero();
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString()).contains("serve").contains("--version");
        assertThat(run("--version")).isZero();
        assertThat(run("serve", "--version")).isZero();
        assertThat(out.toString()).contains("handsel ");
    }

    @Test
    void what_a_command_logs_goes_to_standard_error() {
        try {
            assertThat(Cli.run(Handsel.class, "--version")).isZero();
            assertThat(System.getProperty("handsel.log.target")).isEqualTo("System.err");
        } finally {
            System.clearProperty("handsel.log.target");
            System.clearProperty("handsel.log.level");
        }
    }

    @Test
    void a_wrong_call_ends_with_2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("serv")).isEqualTo(2);
        assertThat(run("serve", "--port")).isEqualTo(2);
        assertThat(err.toString()).contains("Name a command").contains("Unknown option: '--port'");
    }

    @Test
    void a_database_out_of_reach_ends_a_start_with_one_sentence(@TempDir Path folder) {
        System.setProperty("handsel.database.url", "jdbc:postgresql://127.0.0.1:1/shop");
        System.setProperty("handsel.data-dir", folder.toString());
        System.setProperty("handsel.port", "0");
        try {
            assertThat(run("serve")).isEqualTo(1);
        } finally {
            System.clearProperty("handsel.database.url");
            System.clearProperty("handsel.data-dir");
            System.clearProperty("handsel.port");
        }
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("handsel: The database at jdbc:postgresql://127.0.0.1:1/shop cannot be used");
    }

    @Test
    void a_bug_shows_where_it_happened() {
        var line = Cli.commandLine(Handsel.class).addSubcommand(new Failing(new IllegalStateException("a bug")));
        assertThat(line.setErr(new PrintWriter(err)).execute("fail")).isEqualTo(1);
        assertThat(err.toString()).contains("a bug").contains("at dev.handsel");
    }

    @Test
    void an_operators_mistake_does_not() {
        var line = Cli.commandLine(Handsel.class).addSubcommand(new Failing(new CannotStart("The disk is full.")));
        assertThat(line.setErr(new PrintWriter(err)).execute("fail")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("handsel: The disk is full.");
    }

    private int run(String... arguments) {
        return Cli.commandLine(Handsel.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Command(name = "fail")
    private record Failing(RuntimeException failure) implements Runnable {

        @Override
        public void run() {
            throw failure;
        }
    }
}
