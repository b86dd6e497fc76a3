package dev.handsel.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What a run of the faults came to, said at once and kept for the end of the build. */
final class Summary {

    private static final Path FOLDER = Path.of("target/faults");

    private Summary() {}

    static void write(String name, String text) {
        System.out.println(text);
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".txt"), text + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the cells of one class came to, added up with those of the others: they may run in another process. */
    static void cells(String tests, int passed, int failed) {
        try {
            var counts = Files.createDirectories(FOLDER.resolve("cells"));
            try (var channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                Files.writeString(counts.resolve(tests), passed + " " + failed);
                write("cells", "fault cells: %d passed, %d failed".formatted(sum(counts, 0), sum(counts, 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int sum(Path counts, int column) throws IOException {
        try (var files = Files.list(counts)) {
            return files.mapToInt(file -> number(file, column)).sum();
        }
    }

    private static int number(Path file, int column) {
        try {
            return Integer.parseInt(
                    Arrays.asList(Files.readString(file).split(" ")).get(column));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
