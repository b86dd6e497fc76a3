package dev.handsel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The URLs of {@code clients/urls.json}, and what has to become of each: what was signed is what was sent. */
public final class UrlTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> rows;
    private final int port;

    private UrlTable(List<JsonNode> rows, int port) {
        this.rows = rows;
        this.port = port;
    }

    /** The table for a service at this port. */
    public static UrlTable at(int port) {
        var file = JSON.readTree(Outside.text(Outside.root().resolve("clients/urls.json")));
        return new UrlTable(StreamSupport.stream(file.spliterator(), false).toList(), port);
    }

    /** What became of a URL; one of the three is given, or status and body. */
    public record Outcome(
            @Nullable String refused,
            @Nullable String unreachable,
            @Nullable Integer status,
            @Nullable String body) {

        public static Outcome refused(String why) {
            return new Outcome(why, null, null, null);
        }

        public static Outcome unreachable(String why) {
            return new Outcome(null, why, null, null);
        }

        public static Outcome answered(int status, String body) {
            return new Outcome(null, null, status, body);
        }
    }

    public List<String> urls() {
        return rows.stream()
                .map(row -> row.get("url").asString().replace("{port}", Integer.toString(port)))
                .toList();
    }

    /** The URLs as a JSON list. */
    public String json() {
        return JSON.writeValueAsString(urls());
    }

    /** Reads what a client said, an outcome a line. */
    public static List<Outcome> read(String lines) {
        return lines.lines().map(line -> JSON.readValue(line, Outcome.class)).toList();
    }

    /**
     * What is wrong with what this client did, a line for each URL: refused with a sentence when signing exactly where the
     * table says so, else accepted; never signed and turned away.
     */
    public List<String> faults(String client, List<Outcome> outcomes) {
        assertThat(outcomes).as(client).hasSameSizeAs(rows);
        var faults = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            var expected = expected(rows.get(i), client);
            var actual = actual(rows.get(i), outcomes.get(i));
            if (!actual.equals(expected) && !(expected.equals("sent") && actual.equals("not there"))) {
                faults.add(client + ": " + rows.get(i).get("url").asString() + " is " + actual + ", not " + expected
                        + ": " + outcomes.get(i));
            }
        }
        return faults;
    }

    private static String expected(JsonNode row, String client) {
        return StreamSupport.stream(row.path("refused").spliterator(), false)
                        .anyMatch(name -> name.asString().equals(client))
                ? "refused"
                : "sent";
    }

    private static String actual(JsonNode row, Outcome outcome) {
        if (outcome.refused() != null) {
            return outcome.refused().isBlank() ? "refused without a word" : "refused";
        }
        if (outcome.unreachable() != null) {
            return row.has("needs") ? "not there" : "unreachable";
        }
        boolean fine = "ok".equals(outcome.body())
                || (row.has("code") && row.get("code").asString().equals(outcome.body()));
        return fine ? "sent" : "turned away";
    }

    /** What arrived otherwise than it was signed: for clients of others, of which only that is asked. */
    public List<Outcome> differing(List<Outcome> outcomes) {
        assertThat(outcomes).hasSameSizeAs(rows);
        return outcomes.stream()
                .filter(outcome -> outcome.body() != null)
                .filter(outcome -> !List.of("ok", "path_not_canonical", "character_not_encoded")
                        .contains(outcome.body()))
                .toList();
    }
}
