package dev.handsel.bench.streams;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes events of the API, a line each, and counts them. */
final class EventWriter {

    private final JsonMapper json = new JsonMapper();
    private final OutputStream out;
    private long written;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes one event; {@code members} are those beside its id, type and time, in their order. */
    void write(String type, Instant at, Map<String, ?> members) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", "e" + written);
        event.put("type", type);
        event.put("occurred_at", at.toString());
        event.putAll(members);
        try {
            out.write(json.writeValueAsBytes(event));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written++;
    }

    long written() {
        return written;
    }
}
