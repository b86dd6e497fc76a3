package dev.handsel.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SizesTest {

    private static final int FILE = 300;
    private static final int PACKAGE = 20;
    private static final int METHOD = 30;

    @Test
    void a_file_has_300_lines_at_most() {
        assertThat(Sources.java(Sources.JAVA))
                .as("Split the file by what its parts are about")
                .allSatisfy(
                        file -> assertThat(Sources.text(file).lines().count()).isLessThanOrEqualTo(FILE));
    }

    @Test
    void a_package_has_20_files_at_most() {
        var packages = Sources.java(Sources.JAVA).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(groupingBy(Path::getParent, counting()));
        packages.values().removeIf(files -> files <= PACKAGE);
        assertThat(packages)
                .as("Split the package into two features, never into layers")
                .isEmpty();
    }

    @Test
    void a_method_has_30_lines_at_most() {
        assertThat(Methods.of(Sources.java(Sources.JAVA)).stream().filter(method -> method.lines() > METHOD))
                .as("Give a part of the method a name of its own; the lines of text blocks are not counted")
                .isEmpty();
    }
}
