package dev.handsel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of others that tests use where they are there; with {@code CI=true} they have to be. */
public final class Outside {

    private static final Path NOT_TRIED = Path.of("target/not-tried");

    private Outside() {}

    /** The folder of the whole project. */
    public static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Goes on where this is there. Elsewhere the test is skipped, and the end of the build says what was not tried. */
    public static void require(String what, String tried, boolean there) {
        assumeTrue(has(what, tried, there), "there is no " + what);
    }

    /**
     * Whether this is there; if not, what was not tried for want of it is said at once and at the end of the build. With
     * {@code CI=true} in the environment everything has to be there, and what is missing fails the test.
     */
    public static boolean has(String what, String tried, boolean there) {
        try {
            var notice = NOT_TRIED.resolve((what + " " + tried).replaceAll("\\W+", "-") + ".txt");
            Files.deleteIfExists(notice);
            if (!there) {
                var said = "NOTICE: there is no " + what + ", so not tried: " + tried;
                assertThat(System.getenv("CI")).as(said).isNotEqualTo("true");
                System.out.println(said);
                Files.createDirectories(NOT_TRIED);
                Files.writeString(notice, said + System.lineSeparator());
            }
            return there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process has said, once it has ended by itself; one that does not end within two minutes is ended. */
    public static String said(Process process) throws IOException, InterruptedException {
        process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** The libraries of others with which signatures are tried. */
    public static boolean hasInterop(String tried) {
        return has(
                "clients/interop/node_modules (npm --prefix clients/interop run setup)",
                tried,
                Files.isDirectory(root().resolve("clients/interop/node_modules")));
    }

    /** Whether this program can be started, and ends well. */
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
