package dev.handsel.testing;

import dev.handsel.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/**
 * The data folder of a server that was started once and ended in order: a PostgreSQL of its own with all tables and no row.
 * Copying it takes a moment where making one takes seconds.
 */
public final class DataTemplate {

    private DataTemplate() {}

    /** Lays the folder {@code postgres} of a data folder down in {@code data}, which is made where it is not there. */
    public static void copyTo(Path data) {
        try {
            Files.createDirectories(data);
            var copy = new ProcessBuilder("cp", "-a", Made.HOME.toString(), data.toString()).inheritIO();
            if (copy.start().waitFor() != 0) {
                throw new IllegalStateException("cp -a " + Made.HOME + " " + data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Made {

        static final Path HOME = make();

        private static Path make() {
            var binaries = TestDatabase.binaries();
            var data = binaries.getParent().resolveSibling("template");
            try {
                FileSystemUtils.deleteRecursively(data);
                var home = Files.createDirectories(data.resolve("postgres"));
                // They are the same for everybody.
                Files.createSymbolicLink(home.resolve("binaries"), binaries);
                try (var postgres = EmbeddedPostgres.start(data, false)) {
                    Flyway.configure()
                            .dataSource(TestDatabase.dataSource(postgres.login()))
                            .load()
                            .migrate();
                }
                return home;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
