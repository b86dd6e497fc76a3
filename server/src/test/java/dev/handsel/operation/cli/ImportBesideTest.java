package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** An import beside a running server, which does the work: the command itself starts no application. */
class ImportBesideTest extends ProgramScene {

    @Autowired
    Environment environment;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_server_takes_the_file_in_and_the_command_tells_what_came_of_it() throws Exception {
        var shop = shop(wish -> wish.put("clock", "2026-01-01T00:00:00Z"));
        var file = Files.writeString(folder.resolve("four \u00e4 lines.jsonl"), """
                {"id":"e","type":"affiliate_enrolled","occurred_at":"2026-01-01T00:00:00Z","customer":"n","code":"nora"}
                {"id":"s","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c","code":"nora"}
                {"id":"x","type":"sign\\nup","occurred_at":"2026-01-01T00:00:00Z","customer":"c"}
                {"id":"s","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c","code":"nora"}
                """);

        assertThat(run(file, shop.slug())).as(err.toString()).isEqualTo(1);

        assertThat(out.toString()).as(err.toString()).contains("4 events in ", "line 3: /type ");
        assertThat(out.toString()).containsPattern("recorded +2\n").containsPattern("duplicate +1\n");
        assertThat(jdbc.sql("select count(*) from event where program_id = :program")
                        .param("program", ProgramId.parse(shop.id()).value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void what_is_wrong_is_told_as_without_a_server() throws Exception {
        var file = Files.writeString(folder.resolve("empty.jsonl"), "");

        assertThat(run(file, "nobody")).isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("handsel import: --program: there is no programme nobody.");
    }

    @Test
    void for_everybody_else_there_is_nothing() {
        var server = new Client(environment.getRequiredProperty("handsel.public-url"));
        for (var path : new String[] {"/commands/import", "/commands/nothing"}) {
            var without = server.post(path, "");
            var wrong = server.post(path, "", "Handsel-Command-Pass", "guessed");
            assertThat(without.status()).isEqualTo(wrong.status()).isBetween(400, 404);
            assertThat(without.text()).doesNotContain("import");
        }
    }

    /** A class that is no application: where one had to be started, the command would fail. */
    private int run(Path file, String program) {
        var settings = Map.of(
                "handsel.database.url", setting("handsel.database.url"),
                "handsel.database.user", setting("handsel.database.user"),
                "handsel.database.password", setting("handsel.database.password"),
                "handsel.data-dir", setting("handsel.data-dir"));
        settings.forEach(System::setProperty);
        try {
            return Cli.commandLine(Object.class)
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute("import", file.toString(), "--program", program);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    private String setting(String name) {
        return environment.getRequiredProperty(name);
    }
}
