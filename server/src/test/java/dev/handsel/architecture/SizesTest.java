package dev.handsel.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizesTest {

    private static final int FILE = 300;
    private static final int MODULE_AT_LEAST = 3;
    private static final int MODULE_AT_MOST = 30;
    private static final int WING = 9;
    private static final int METHOD = 30;

    /** What is used everywhere comes in small pieces, and many of them. */
    private static final Set<String> GROUND = Set.of("base", "platform");

    @Test
    void a_file_has_300_lines_at_most() {
        assertThat(Sources.everywhere())
                .as("Split the file by what its parts are about, tests by what they tell of")
                .allSatisfy(
                        file -> assertThat(Sources.text(file).lines().count()).isLessThanOrEqualTo(FILE));
    }

    @Test
    void a_module_of_a_feature_has_3_to_30_files() {
        var modules = files().filter(file -> !GROUND.contains(Sources.wing(file)))
                .collect(groupingBy(Sources::module, counting()));
        modules.values().removeIf(files -> files >= MODULE_AT_LEAST && files <= MODULE_AT_MOST);
        assertThat(modules)
                .as(
                        "Split the module into two features, never into layers; let a feature of a file or two stay with another")
                .isEmpty();
    }

    @Test
    void a_wing_has_9_modules_at_most() {
        var wings = files().filter(file -> !GROUND.contains(Sources.wing(file)))
                .collect(groupingBy(Sources::wing, mapping(Sources::module, toSet())));
        wings.values().removeIf(modules -> modules.size() <= WING);
        assertThat(wings).as("Split the wing, or join what belongs together").isEmpty();
    }

    /** Every file of a module but the one that declares it. */
    private static Stream<Path> files() {
        return Sources.java(Sources.JAVA).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .filter(file -> !Sources.module(file).isEmpty());
    }

    @Test
    void a_method_has_30_lines_at_most() {
        assertThat(Methods.of(Sources.java(Sources.JAVA)).stream().filter(method -> method.lines() > METHOD))
                .as("Give a part of the method a name of its own; the lines of text blocks are not counted")
                .isEmpty();
    }
}
