package dev.handsel.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run of the faults came to, said at once and kept for the end of the build. */
final class Summary {

    private Summary() {}

    static void write(String name, String text) {
        System.out.println(text);
        try {
            var folder = Files.createDirectories(Path.of("target/faults"));
            Files.writeString(folder.resolve(name + ".txt"), text + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
