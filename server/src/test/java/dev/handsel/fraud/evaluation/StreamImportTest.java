package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.files.Importer;
import dev.handsel.testing.HandselTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Imports a stream of events, {@code -Dhandsel.fraud.stream=DIR} with {@code events.jsonl.gz} in it, and writes what changed of verdicts to
 * {@code -Dhandsel.fraud.alerts=FILE}; {@code -Dhandsel.fraud.match_device=true} attributes by devices too.
 */
@HandselTest
@EnabledIfSystemProperty(named = "handsel.fraud.stream", matches = ".+")
class StreamImportTest {

    @Autowired
    EventScene scene;

    @Autowired
    Importer importer;

    @Autowired
    Evaluation evaluation;

    @Test
    void a_stream_is_imported(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        var shop = scene.shop(body ->
                body.withObject("/attribution").put("match_device", Boolean.getBoolean("handsel.fraud.match_device")));
        var program = ProgramId.parse(shop.id());
        var stream = Path.of(System.getProperty("handsel.fraud.stream"), "events.jsonl.gz");
        long start = System.nanoTime();
        var report = importer.run(stream, program, true, () -> false, (_, _) -> {});
        System.out.println("imported in " + Duration.ofNanos(System.nanoTime() - start) + " " + report.counts());
        evaluation.catchUp(program, java.time.Instant.parse("2026-12-01T00:00:00Z"));
        System.out.println("evaluated in " + Duration.ofNanos(System.nanoTime() - start));
        var alerts = Path.of(System.getProperty(
                "handsel.fraud.alerts", folder.resolve("alerts.jsonl").toString()));
        var moments = Verdicts.TAKEN.get(program);
        System.out.println("judgements "
                + moments.stream().mapToInt(m -> m.judgements().size()).sum());
        Files.write(alerts, JudgementBook.of(moments));
        assertThat(alerts).isNotEmptyFile();
    }
}
