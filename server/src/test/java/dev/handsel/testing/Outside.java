package dev.handsel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of others that the tests use where they are there; on CI they have to be. */
public final class Outside {

    private Outside() {}

    /** The folder of the whole project. */
    public static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Goes on where this is there; is skipped with a notice where not. */
    public static void ask(String what, boolean there) {
        if (!there) {
            System.out.println("NOTICE: skipped, because there is no " + what);
        }
        assumeTrue(there, "there is no " + what);
    }

    /** The same for what the script of the CI installs: there it has to be. */
    public static void require(String what, boolean there) {
        if (!there) {
            assertThat(System.getenv("CI")).as("CI needs " + what).isNotEqualTo("true");
        }
        ask(what, there);
    }

    /** What the process has said, once it has ended by itself; one that does not end within two minutes is ended. */
    public static String said(Process process) throws IOException, InterruptedException {
        process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    public static boolean runs(String... command) {
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

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
