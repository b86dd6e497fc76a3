package dev.handsel.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays a stream of events, {@code -Dhandsel.fraud.stream=DIR} with {@code events.jsonl.gz} in it, and writes what changed of verdicts to
 * {@code -Dhandsel.fraud.alerts=FILE}; {@code -Dhandsel.fraud.match_device=true} attributes by devices too.
 */
@EnabledIfSystemProperty(named = "handsel.fraud.stream", matches = ".+")
class StreamReplayTest {

    private static final Path STREAM = Path.of(System.getProperty("handsel.fraud.stream", ""), "events.jsonl.gz");

    @Test
    void a_stream_is_replayed_and_the_order_within_an_instant_does_not_matter(@TempDir Path folder) throws IOException {
        var alerts = Path.of(System.getProperty(
                "handsel.fraud.alerts", folder.resolve("alerts.jsonl").toString()));
        replay(alerts, null);
        var shuffled = folder.resolve("shuffled.jsonl");
        replay(shuffled, new Random(7));
        assertThat(alerts).isNotEmptyFile().hasSameTextualContentAs(shuffled);
    }

    private static void replay(Path alerts, Random shuffle) throws IOException {
        try (var out = Files.newBufferedWriter(alerts)) {
            var book = new VerdictBook(new Alerts(out));
            var engine = new Engine(new Store(), book, Boolean.getBoolean("handsel.fraud.match_device"));
            new EventReader().read(STREAM, shuffle, engine::instant);
            engine.end();
        }
    }
}
