package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

class ImportKillTest extends ProgramScene {

    private static final int CUSTOMERS = 8_000;

    @Autowired
    Environment environment;

    @TempDir
    Path folder;

    @Test
    void an_import_that_was_killed_goes_on_and_ends_with_the_same_books() throws Exception {
        var shop = shop(wish -> wish.put("clock", "2026-01-01T00:00:00Z"));
        var file = events();

        try (var first = start(shop, file)) {
            Eventually.happens(
                    Duration.ofMinutes(2),
                    Duration.ofMillis(5),
                    () -> "no checkpoint: " + first.output(),
                    () -> checkpointed() || !first.isAlive());
            first.kill();
            assertThat(stored(shop)).as(first.output()).isPositive().isLessThan(2 * CUSTOMERS);
        }
        try (var second = start(shop, file)) {
            assertThat(second.end()).as(second.output()).isZero();
            assertThat(second.output()).contains("went on after line");
            var counts = counts(second.output());
            assertThat(counts.getOrDefault("recorded", 0L) + counts.getOrDefault("duplicate", 0L))
                    .isEqualTo(2L * CUSTOMERS + 1);
            assertThat(counts.getOrDefault("duplicate", 0L)).isLessThanOrEqualTo(500);
        }

        assertThat(stored(shop)).isEqualTo(2L * CUSTOMERS + 1);
        var earned = jdbc.sql("select count(*), sum(amount) from commission_line where program_id = :program")
                .param("program", ProgramId.parse(shop.id()).value())
                .query((row, _) -> row.getLong(1) + " " + row.getLong(2))
                .single();
        assertThat(earned).isEqualTo(CUSTOMERS + " " + CUSTOMERS * 3_000L);
    }

    @Test
    void a_wrong_call_says_what_is_wrong() throws Exception {
        try (var missing =
                HandselProcess.start(folder.resolve("data"), Map.of(), "import", "/nowhere", "--program", "x")) {
            assertThat(missing.end()).isEqualTo(2);
            assertThat(missing.output()).contains("/nowhere");
        }
        var file = Files.writeString(folder.resolve("empty.jsonl"), "");
        try (var unknown = HandselProcess.start(
                folder.resolve("data"), database(), "import", file.toString(), "--program", "nobody")) {
            assertThat(unknown.end()).isEqualTo(2);
            assertThat(unknown.output()).contains("there is no programme nobody");
        }
    }

    private boolean checkpointed() throws Exception {
        var checkpoints = folder.resolve("data/imports");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (var files = Files.list(checkpoints)) {
            return files.anyMatch(file -> file.toString().endsWith(".json"));
        }
    }

    private HandselProcess start(Shop shop, Path file) {
        return HandselProcess.start(
                folder.resolve("data"), database(), "import", file.toString(), "--program", shop.slug());
    }

    private Map<String, String> database() {
        return Map.of(
                "HANDSEL_DATABASE_URL", environment.getRequiredProperty("handsel.database.url"),
                "HANDSEL_DATABASE_USER", environment.getRequiredProperty("handsel.database.user"),
                "HANDSEL_DATABASE_PASSWORD", environment.getRequiredProperty("handsel.database.password"),
                "HANDSEL_KEYSET_FILE",
                        Path.of(environment.getRequiredProperty("handsel.data-dir"), "keys", "keyset.json")
                                .toAbsolutePath()
                                .toString());
    }

    private Path events() throws Exception {
        var text = new StringBuilder("""
                {"id":"e","type":"affiliate_enrolled","occurred_at":"2026-01-01T00:00:00Z","customer":"n","code":"nora"}
                """);
        for (int i = 0; i < CUSTOMERS; i++) {
            text.append("""
                    {"id":"s%1$d","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c%1$d","code":"nora"}
                    {"id":"p%1$d","type":"invoice_paid","occurred_at":"2026-01-01T00:00:00Z","customer":"c%1$d",\
                    "invoice":"i%1$d","currency":"USD","reason":"create","tax":0,"lines":[{"amount":10000,\
                    "period_start":"2026-01-01T00:00:00Z","months":1}]}
                    """.formatted(i));
        }
        return Files.writeString(folder.resolve("events.jsonl"), text);
    }

    private long stored(Shop shop) {
        return jdbc.sql("select count(*) from event where program_id = :program")
                .param("program", ProgramId.parse(shop.id()).value())
                .query(Long.class)
                .single();
    }

    private static Map<String, Long> counts(String output) {
        var counts = new HashMap<String, Long>();
        output.lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length == 2 && words[1].matches("[0-9,]+"))
                .forEach(words -> counts.put(words[0], Long.parseLong(words[1].replace(",", ""))));
        return counts;
    }
}
