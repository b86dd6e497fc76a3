package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.Handsel;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.replay.ReplayScene;
import dev.handsel.testing.HandselTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What {@code fraud replay} prints. */
@HandselTest
class ReplayRunTest {

    private static final String LOOSER =
            "{\"parameters\": {\"hold_at\": 0.99, \"block_at\": 0.99, \"soon_window\": 60}, \"effects\": \"full\"}";

    @TempDir
    Path folder;

    @Autowired
    ReplayScene scene;

    @Autowired
    BeanFactory beans;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(ProgramId program, @Nullable String rules, boolean json) throws IOException {
        return command(
                rules == null ? null : Files.writeString(folder.resolve("rules.json"), rules), program, json, false);
    }

    private int command(@Nullable Path rules, ProgramId program, boolean json, boolean stop) {
        var commands = Cli.commandLine(Handsel.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .getSubcommands();
        var command = Objects.requireNonNull(commands.get("fraud"));
        try {
            return new ReplayRun(beans, command).of(program, rules, json, () -> stop);
        } catch (ParameterException wrong) {
            return Mistakes.tell(wrong);
        }
    }

    @Test
    void it_prints_who_would_be_judged_otherwise_and_what_it_would_cost() throws IOException {
        var program = ProgramId.parse(scene.shop().id());

        assertThat(run(program, null, false)).isZero();
        assertThat(out.toString().lines())
                .containsExactly("22 events: 0 accounts and 0 affiliates would be judged otherwise");

        out.getBuffer().setLength(0);
        assertThat(run(program, LOOSER, false)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "would be flagged: account ann, self_referral by SR-3, held now",
                        "would be flagged: account ann, multi_account by MA-1, held now",
                        "would be flagged: account carl, self_referral by SR-3, blocked now",
                        "would be flagged: account carl, multi_account by MA-1, held now",
                        "would be flagged: account eve, multi_account by MA-1, held now",
                        "22 events: 3 accounts and 0 affiliates would be judged otherwise",
                        "5 would be flagged",
                        "0.00 USD would be held, 0.00 USD would not be earned, 24.00 USD would be released");
        assertThat(err.toString()).isEmpty();

        out.getBuffer().setLength(0);
        assertThat(run(program, LOOSER, true)).isZero();
        assertThat(out.toString().lines().toList()).hasSize(6).startsWith("""
                        {"kind":"account","id":"ann","type":"self_referral","now":"hold","action":"flag","rule":"SR-3"}""").endsWith("""
                        {"summary":{"events":22,"ts":"2026-01-01T00:00:00Z","behind":false,"accounts":3,"affiliates":0,\
                        "actions":{"flag":5},"money":[{"currency":"USD","held":0,"not_earned":0,"released":2400}]}}""");
    }

    @Test
    void a_bad_file_is_refused_with_all_its_faults() throws IOException {
        var program = ProgramId.parse(scene.shop().id());
        assertThat(run(program, "{\"parameters\": {\"hold_at\": 2, \"no_such\": 1}, \"more\": 1}", false))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains(
                        "rules.json",
                        "/parameters/hold_at: ",
                        "/parameters/no_such: There is no such parameter.",
                        "/more: ");
        assertThat(run(program, "{", false)).isEqualTo(2);
        assertThat(run(program, "{}", false)).isEqualTo(2);
        assertThat(command(folder.resolve("none.json"), program, false, false)).isEqualTo(2);
        assertThat(command(folder, program, false, false)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(5).last().asString().contains("There is no file");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void one_that_is_told_to_stop_says_nothing_and_ends_with_1() {
        assertThat(command(null, ProgramId.parse(scene.shop().id()), true, true))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(out.toString()).isEmpty();
    }
}
