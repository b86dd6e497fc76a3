package dev.handsel.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of others that the tests use where they are there; on CI they have to be. */
final class Outside {

    private Outside() {}

    /** The folder of the whole project. */
    static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Goes on where this is there; is skipped with a notice where not, and fails on CI. */
    static void require(String what, boolean there) {
        if (!there) {
            System.out.println("NOTICE: skipped, because there is no " + what);
            assertThat(System.getenv("CI")).as("CI needs " + what).isNull();
        }
        assumeTrue(there, "there is no " + what);
    }

    static boolean runs(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
