package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes changes of verdicts as JSON lines. */
final class Alerts {

    private final BufferedWriter out;
    private final JsonMapper json = new JsonMapper();
    int written;

    Alerts(BufferedWriter out) {
        this.out = out;
    }

    void write(long at, VerdictBook.Subject subject, Verdict verdict) {
        var line = new LinkedHashMap<String, Object>();
        line.put("ts", Instant.ofEpochMilli(at).toString());
        line.put("kind", subject.kind());
        line.put("id", subject.id());
        line.put("type", subject.type().word());
        line.put("action", verdict.action().word());
        line.put("score", Math.round(verdict.score() * 1000) / 1000.0);
        if (subject.kind().equals("affiliate") && !verdict.rule().stopsAll()) {
            line.put("stops_all", false);
        }
        line.put("rule", verdict.rule().id());
        line.put("evidence", verdict.evidence().facts());
        try {
            out.write(json.writeValueAsString(line));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written++;
    }
}
