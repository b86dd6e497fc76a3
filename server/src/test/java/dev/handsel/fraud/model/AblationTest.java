package dev.handsel.fraud.model;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Closer;
import dev.handsel.fraud.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Replays a stream as {@link StreamReplayTest} does and writes what changed of verdicts, to {@code -Dhandsel.fraud.ablation=FOLDER}: all of
 * it to {@code all.jsonl}, and what would have changed without each of the rules to a file of its own, so that what each contributes can
 * be scored.
 */
@EnabledIfSystemProperty(named = "handsel.fraud.ablation", matches = ".+")
class AblationTest {

    private static final Path STREAM = Path.of(System.getProperty("handsel.fraud.stream", ""), "events.jsonl.gz");
    private static final Path FOLDER = Path.of(System.getProperty("handsel.fraud.ablation", ""));

    /** Rules that say one thing by different evidence, left out together. */
    private static final List<Set<Rule>> GROUPS = List.of(
            EnumSet.of(Rule.SR_1, Rule.SR_2, Rule.SR_3),
            EnumSet.of(Rule.MA_1, Rule.MA_2, Rule.MA_3),
            EnumSet.range(Rule.SR_1, Rule.MA_3),
            EnumSet.range(Rule.WT_1, Rule.WT_7),
            EnumSet.range(Rule.CF_1, Rule.CF_5));

    @Test
    void verdicts_without_each_rule_are_written() throws IOException {
        Files.createDirectories(FOLDER);
        try (var files = Closer.create()) {
            var all = book(files, "all", Set.of());
            for (var rule : Rule.values()) {
                all.copyTo(book(files, rule.id(), Set.of(rule)));
            }
            for (var group : GROUPS) {
                var name = group.stream()
                        .map(rule -> rule.id().substring(0, 2))
                        .distinct()
                        .collect(joining("-"));
                all.copyTo(book(files, name, group));
            }
            var engine = new Engine(new Store(), all, Boolean.getBoolean("handsel.fraud.match_device"));
            new EventReader().read(STREAM, null, engine::instant);
            engine.end();
        }
        assertThat(FOLDER.resolve("all.jsonl")).isNotEmptyFile();
    }

    private static VerdictBook book(Closer files, String name, Set<Rule> without) throws IOException {
        return new VerdictBook(
                new Alerts(files.register(Files.newBufferedWriter(FOLDER.resolve(name + ".jsonl")))), without);
    }
}
