package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.Handsel;
import dev.handsel.identity.access.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the command line says of itself and of how it was called. */
class HelpTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Every command and subcommand by its words, {@code keys rotate}. */
    static Stream<String> commands() {
        return below(Cli.commandLine(Handsel.class))
                .map(line -> line.getCommandSpec().qualifiedName())
                .map(name -> name.replaceFirst("^handsel ?", ""));
    }

    private static Stream<CommandLine> below(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpTest::below));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_has_help_in_whole_sentences(String words) {
        var asked =
                Stream.concat(words.isEmpty() ? Stream.empty() : Arrays.stream(words.split(" ")), Stream.of("--help"));
        assertThat(line().execute(asked.toArray(String[]::new))).isZero();
        assertThat(out.toString())
                .startsWith("Usage: " + ("handsel " + words).strip())
                .contains("--version");

        var spec = below(line())
                .map(CommandLine::getCommandSpec)
                .filter(found -> found.qualifiedName().equals(("handsel " + words).strip()))
                .findFirst()
                .orElseThrow();
        // The first line is all that the list of commands shows.
        assertThat(spec.usageMessage().description()).isNotEmpty().allSatisfy(HelpTest::isWhole);
        spec.options().forEach(option -> isWhole(String.join(" ", option.description())));
        spec.positionalParameters().forEach(parameter -> isWhole(String.join(" ", parameter.description())));
    }

    private static void isWhole(String text) {
        assertThat(text).matches("(?s)\\P{Ll}.*[.]");
    }

    @Test
    void token_names_every_role_and_what_is_taken_without_a_word() {
        line().execute("token", "--help");
        assertThat(out.toString()).contains("12h", "at most 30d", "a new one is");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(String.join(
                        ", ", Arrays.stream(Role.values()).map(Role::text).toList()));
    }

    @Test
    void help_does_not_shift_what_a_command_is_called_with(@TempDir Path folder) {
        assertThat(line().execute(
                                "keys", "create", folder.resolve("keyset.json").toString()))
                .isZero();
        assertThat(folder.resolve("keyset.json")).exists();
    }

    static Stream<List<String>> mistakes() {
        return Stream.of(
                List.of(),
                List.of("serv"),
                List.of("serve", "--port"),
                List.of("serve", "now"),
                List.of("token"),
                List.of("token", "--account", "nora"),
                List.of("token", "--account", "n@s.example", "--role", "king"),
                List.of("import", "/nowhere", "--program", "x"),
                List.of("fraud"),
                List.of("fraud", "replay"),
                List.of("fraud", "replay", "--program", "x", "--rule", "y"),
                List.of("keys"),
                List.of("keys", "stat"),
                List.of("keys", "rotate", "--prepar"),
                List.of("sign", "GET"),
                List.of("explain", "--now", "noon", "/dev/null"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_one_line_that_says_where_help_is(List<String> words) {
        assertThat(line().execute(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .matches("handsel.*: .*[.?] See [.]/handsel.* --help[.]");
    }

    @Test
    void a_command_that_is_misspelt_is_told_what_was_meant() {
        line().execute("serv");
        assertThat(err.toString()).contains("serve");
    }

    private CommandLine line() {
        return Cli.commandLine(Handsel.class).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
