package dev.handsel.fraud.model;

import java.io.BufferedWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** Replays a stream in memory: what others are compared with. */
public final class Replay {

    private Replay() {}

    /** What changes of verdicts, as JSON lines. */
    public static List<String> of(Path stream, boolean matchDevice) throws java.io.IOException {
        var text = new StringWriter();
        try (var out = new BufferedWriter(text)) {
            var engine = new Engine(new Store(), new VerdictBook(new Alerts(out)), matchDevice);
            new EventReader().read(stream, null, engine::instant);
            engine.end();
        }
        return text.toString().lines().toList();
    }
}
