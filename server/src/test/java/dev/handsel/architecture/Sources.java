package dev.handsel.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The server's own files, and where it is said those of the other modules, as they are written. */
final class Sources {

    static final Path JAVA = Path.of("src/main/java");
    static final Path TESTS = Path.of("src/test/java");
    static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private Sources() {}

    /** All Java files below {@code folder}. */
    static List<Path> java(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java files of all modules, with their tests. */
    static List<Path> everywhere() {
        try (var folders = Files.list(Written.PROJECT)) {
            return folders.map(folder -> folder.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> java(folder).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> migrations() {
        try (var files = Files.list(MIGRATIONS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The module a file belongs to, by its path below the root: {@code payouts.transfers}. */
    static String module(Path file) {
        var folder = JAVA.resolve("dev/handsel").relativize(Objects.requireNonNull(file.getParent()));
        return folder.toString().replace('/', '.');
    }

    /** The wing a file belongs to. */
    static String wing(Path file) {
        return module(file).split("[.]", 2)[0];
    }
}
