package dev.handsel.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.fraud.evaluation.SmallWorld.Told;
import dev.handsel.fraud.model.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Files of events. */
final class WorldFile {

    private WorldFile() {}

    static Path of(Path folder, List<Told> events) throws IOException {
        var file = Files.createTempFile(folder, "events", ".jsonl.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (var told : events) {
                out.write((told.line() + "\n").getBytes(UTF_8));
            }
        }
        return file;
    }

    /** What a replay in memory finds, as {@link DoubtedBooks#told}. */
    static List<String> replayed(Path folder, List<Told> events) throws IOException {
        return Replay.of(of(folder, events), true).stream()
                .map(JsonMapper.shared()::readTree)
                .map(line -> "%s %s %s %s %s %s"
                        .formatted(
                                line.get("ts").asString(),
                                line.get("kind").asString(),
                                line.get("id").asString(),
                                line.get("type").asString(),
                                line.get("action").asString(),
                                line.get("rule").asString()))
                .sorted()
                .toList();
    }
}
