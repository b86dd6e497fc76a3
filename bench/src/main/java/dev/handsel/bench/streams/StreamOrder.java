package dev.handsel.bench.streams;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Which stream is wanted, and where.
 *
 * @param file written anew; compressed where its name ends in {@code .gz}
 */
public record StreamOrder(long events, long seed, Path file) {

    private static final Set<String> OPTIONS = Set.of("--events", "--seed", "--out");

    /** Reads {@code --events N --out FILE [--seed N]}; {@link IllegalArgumentException} says what is wrong with them. */
    public static StreamOrder of(List<String> arguments) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "expected --events N --out FILE [--seed N], not " + arguments.get(i));
            }
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        if (!options.containsKey("--events") || !options.containsKey("--out")) {
            throw new IllegalArgumentException("--events and --out are needed");
        }
        return new StreamOrder(
                Long.parseLong(options.get("--events")),
                Long.parseLong(options.getOrDefault("--seed", "1")),
                Path.of(options.get("--out")));
    }

    /** Writes the stream and says so. */
    public void write(PrintStream said) throws IOException {
        try (var out = open()) {
            EventStream.write(seed, events, out);
        }
        said.println(events + " events of seed " + seed + " in " + file);
    }

    private OutputStream open() throws IOException {
        var plain = new BufferedOutputStream(Files.newOutputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain;
    }
}
