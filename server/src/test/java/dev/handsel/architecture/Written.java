package dev.handsel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Documents that the build writes from the code. They are checked in, so that they can be read without a build; a test compares them
 * with what the code says today, and writes them again when it is told so.
 */
final class Written {

    /** The root of the project, from where tests run. */
    static final Path PROJECT = Path.of("..");

    private static final String REFRESH =
            "mvn -pl server -am test -Dhandsel.docs=write -Dtest='%s' -Dsurefire.failIfNoSpecifiedTests=false";

    private Written() {}

    /** The file as it is checked in; empty where there is none yet. */
    static String old(String name) {
        var file = PROJECT.resolve(name);
        return Files.exists(file) ? Sources.text(file) : "";
    }

    /**
     * Says that the file {@code name} of the project is this text. With {@code -Dhandsel.docs=write} it becomes so; otherwise the text
     * is left in {@code target} and the test of {@code type} fails, with the command that refreshes the file.
     */
    static void is(String name, String text, Class<?> type) {
        if ("write".equals(System.getProperty("handsel.docs"))) {
            write(PROJECT.resolve(name), text);
        }
        var built = Path.of("target", name);
        write(built, text);
        assertThat(old(name))
                .as(
                        "%s is not what the code says; see server/%s, or refresh it by: " + REFRESH,
                        name,
                        built,
                        type.getSimpleName())
                .isEqualTo(text);
    }

    private static void write(Path file, String text) {
        try {
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
