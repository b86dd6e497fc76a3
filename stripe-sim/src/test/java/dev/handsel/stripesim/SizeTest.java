package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SizeTest {

    @Test
    void no_file_has_more_than_300_lines_and_no_package_more_than_20_files() throws IOException {
        try (var paths = Files.walk(Path.of("src"))) {
            for (var path : paths.toList()) {
                if (Files.isDirectory(path)) {
                    try (var files = Files.list(path)) {
                        assertThat(files.filter(Files::isRegularFile))
                                .as(path.toString())
                                .hasSizeLessThan(21);
                    }
                } else {
                    assertThat(Files.readAllLines(path)).as(path.toString()).hasSizeLessThan(301);
                }
            }
        }
    }
}
