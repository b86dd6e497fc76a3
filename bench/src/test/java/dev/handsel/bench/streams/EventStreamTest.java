package dev.handsel.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static byte[] bytes(long seed, long events) throws IOException {
        var out = new ByteArrayOutputStream();
        EventStream.write(seed, events, out);
        return out.toByteArray();
    }

    private static List<JsonNode> events(long seed, long events) throws IOException {
        return new String(bytes(seed, events), StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
    }

    @Test
    void the_same_seed_gives_the_same_stream_and_a_longer_one_begins_with_a_shorter() throws IOException {
        var shorter = bytes(3, 2_000);
        assertThat(bytes(3, 2_000)).isEqualTo(shorter);
        assertThat(bytes(4, 2_000)).isNotEqualTo(shorter);
        assertThat(bytes(3, 5_000)).startsWith(shorter);
    }

    @Test
    void each_event_has_an_id_of_its_own_and_comes_after_what_it_needs() throws IOException {
        var ids = new HashSet<String>();
        var known = new HashSet<String>();
        var last = EventStream.BEGIN;
        for (var event : events(5, 30_000)) {
            assertThat(ids.add(event.get("id").asString())).isTrue();
            var at = Instant.parse(event.get("occurred_at").asString());
            assertThat(at).isAfter(last);
            last = at;
            switch (event.get("type").asString()) {
                case "signup" -> known.add(event.get("customer").asString());
                case "trade_opened" -> known.add(event.get("trade").asString());
                case "invoice_paid" -> known.add(event.get("invoice").asString());
                case "trade_closed" ->
                    assertThat(known).contains(event.get("trade").asString());
                case "refund", "dispute_opened" ->
                    assertThat(known).contains(event.get("invoice").asString());
                default -> {}
            }
            if (event.has("customer")) {
                assertThat(known)
                        .as(event.toString())
                        .contains(event.get("customer").asString());
            }
        }
    }

    @Test
    void the_mix_of_types_is_a_programmes_own_and_stays_so() throws IOException {
        var all = events(6, 100_000);
        var expected = Map.of(
                "trade_opened", 0.27,
                "trade_closed", 0.27,
                "login", 0.26,
                "click", 0.14,
                "signup", 0.02,
                "invoice_paid", 0.02);
        for (var part : List.of(all.subList(40_000, 70_000), all.subList(70_000, 100_000))) {
            var shares = new HashMap<String, Double>();
            part.forEach(event -> shares.merge(event.get("type").asString(), 1.0 / part.size(), Double::sum));
            expected.forEach(
                    (type, share) -> assertThat(shares.get(type)).as(type).isCloseTo(share, within(0.05)));
        }
        var days = Duration.between(
                        EventStream.BEGIN,
                        Instant.parse(all.getLast().get("occurred_at").asString()))
                .toDays();
        assertThat(days).isBetween(140L, 230L);
    }

    @Test
    void an_order_says_what_it_lacks_and_writes_compressed_files(@TempDir Path folder) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamOrder.of(List.of("--events", "10")))
                .withMessageContaining("--out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamOrder.of(List.of("--size", "10")))
                .withMessageContaining("--size");
        assertThatIllegalArgumentException().isThrownBy(() -> EventStream.write(1, 0, OutputStream.nullOutputStream()));

        var file = folder.resolve("few.jsonl.gz");
        var said = new ByteArrayOutputStream();
        StreamOrder.of(List.of("--events", "10", "--out", file.toString()))
                .write(new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("10 events of seed 1");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes(1, 10));
        }
    }
}
