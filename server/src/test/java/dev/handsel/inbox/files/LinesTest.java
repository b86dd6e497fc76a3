package dev.handsel.inbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.files.Lines.FileLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

    @TempDir
    Path folder;

    @Test
    void empty_lines_count_but_are_left_out() throws Exception {
        assertThat(read(file("a\n\n  \r\nb\r\nc"), 0)).containsExactly("1 a", "4 b", "5 c");
        assertThat(read(file(""), 0)).isEmpty();
    }

    @Test
    void gzip_is_unpacked_whatever_the_file_is_called() throws Exception {
        var file = folder.resolve("events");
        try (var packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(file, 0)).containsExactly("1 a", "2 b");
    }

    @Test
    void lines_that_were_read_before_are_skipped() throws Exception {
        assertThat(read(file("a\nb\nc\n"), 2)).containsExactly("3 c");
        assertThat(read(file("a\nb\nc\n"), 7)).isEmpty();
    }

    @Test
    void a_line_that_is_too_long_does_not_take_the_next_with_it() throws Exception {
        var longest = "x".repeat(Lines.LONGEST);
        try (var lines = Lines.open(file(longest + "\n" + longest + "y\nz\n"))) {
            assertThat(lines.next().orElseThrow().tooLong()).isFalse();
            assertThat(lines.next().orElseThrow().tooLong()).isTrue();
            assertThat(text(lines.next().orElseThrow())).isEqualTo("3 z");
            assertThat(lines.fraction()).isEqualTo(1);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), text);
    }

    private static List<String> read(Path file, long after) throws IOException {
        var found = new ArrayList<String>();
        try (var lines = Lines.open(file)) {
            lines.skipTo(after);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                found.add(text(line.get()));
            }
        }
        return found;
    }

    private static String text(FileLine line) {
        return line.number() + " " + new String(line.text(), StandardCharsets.UTF_8);
    }
}
