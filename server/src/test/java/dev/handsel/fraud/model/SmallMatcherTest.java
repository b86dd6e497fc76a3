package dev.handsel.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What rules are compared with: whoever has one thing in common with another account is held. Writes that of the stream {@code
 * -Dhandsel.fraud.stream=DIR} to files in {@code -Dhandsel.fraud.matcher=FOLDER}.
 */
@EnabledIfSystemProperty(named = "handsel.fraud.matcher", matches = ".+")
class SmallMatcherTest {

    private static final Path STREAM = Path.of(System.getProperty("handsel.fraud.stream", ""), "events.jsonl.gz");
    private static final Path FOLDER = Path.of(System.getProperty("handsel.fraud.matcher", ""));

    private static final Map<String, Function<Event, String>> FACTS = Map.of(
            "mail",
            e -> e.email() == null ? null : "mail " + e.email().toLowerCase(Locale.ROOT),
            "address",
            e -> e.ip() == null ? null : "address " + e.ip(),
            "card",
            e -> e.card() == null ? null : "card " + e.card(),
            "device",
            e -> e.device() == null ? null : "device " + e.device());

    @Test
    void whoever_has_something_in_common_is_held() throws IOException {
        Files.createDirectories(FOLDER);
        match("mail-or-address", List.of("mail", "address"));
        match("mail-card-or-device", List.of("mail", "card", "device"));
    }

    private static void match(String name, List<String> facts) throws IOException {
        var file = FOLDER.resolve(name + ".jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            var first = new HashMap<String, String>();
            var held = new HashSet<String>();
            new EventReader()
                    .read(
                            STREAM,
                            null,
                            events -> events.forEach(event -> facts.stream()
                                    .map(fact -> FACTS.get(fact).apply(event))
                                    .filter(value -> value != null && event.customer() != null)
                                    .map(value -> first.putIfAbsent(value, event.customer()))
                                    .filter(other -> other != null && !other.equals(event.customer()))
                                    .forEach(other -> hold(Set.of(other, event.customer()), event, held, out))));
        }
        assertThat(file).isNotEmptyFile();
    }

    private static void hold(Set<String> accounts, Event event, Set<String> held, BufferedWriter out) {
        for (var account : accounts) {
            if (held.add(account)) {
                try {
                    out.write("""
                            {"ts":"%s","kind":"account","id":"%s","type":"multi_account","action":"hold","score":1,"evidence":{}}
                            """.formatted(Instant.ofEpochMilli(event.at()), account));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
