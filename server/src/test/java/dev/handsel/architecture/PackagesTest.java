package dev.handsel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackagesTest {

    @Test
    void every_package_says_what_it_is_for_and_that_nothing_is_null_unless_marked() {
        var packages = Sources.java(Sources.JAVA).stream().map(Path::getParent).distinct();
        assertThat(packages).allSatisfy(folder -> {
            var info = folder.resolve("package-info.java");
            assertThat(info).as("Write a package-info.java").exists();
            assertThat(Sources.text(info))
                    .as("%s: a sentence on the package, @NullMarked, and its dependencies", info)
                    .startsWith("/**")
                    .contains("@NullMarked");
        });
    }

    @Test
    void packages_have_two_levels() {
        assertThat(Sources.java(Sources.JAVA.resolve("dev/handsel")).stream()
                        .map(file -> Sources.JAVA.resolve("dev/handsel").relativize(file))
                        .filter(file -> file.getNameCount() > 3))
                .as("One package a feature, in its wing; none within another")
                .isEmpty();
    }

    @Test
    void every_package_of_a_wing_is_a_module() {
        assertThat(Sources.java(Sources.JAVA))
                .filteredOn(file -> file.endsWith("package-info.java"))
                .filteredOn(file -> Sources.module(file).contains(".")
                        || Sources.module(file).equals("ledger"))
                .allSatisfy(file -> assertThat(Sources.text(file))
                        .as("%s: declare its dependencies", file)
                        .contains("@ApplicationModule"));
    }

    /** The classes of tests come first on their class path: a second declaration there would hide the module's own. */
    @Test
    void tests_declare_no_package_twice() {
        assertThat(Sources.java(Sources.TESTS))
                .filteredOn(file -> file.endsWith("package-info.java"))
                .noneMatch(file -> Files.exists(Sources.JAVA.resolve(Sources.TESTS.relativize(file))));
    }

    @Test
    void tests_wait_for_what_happens_and_not_for_a_time() {
        assertThat(Sources.java(Sources.TESTS))
                .filteredOn(Files::isRegularFile)
                .allSatisfy(file -> assertThat(Sources.text(file))
                        .as("%s: use Eventually, which ends as soon as it happens and says what did not", file)
                        .doesNotContain("Thread." + "sleep("));
    }

    @Test
    void tests_have_no_mocks() {
        assertThat(Sources.java(Sources.TESTS))
                .filteredOn(Files::isRegularFile)
                .allSatisfy(file -> assertThat(Sources.text(file))
                        .as("%s: use the real thing, on the test database", file)
                        .doesNotContain("import org." + "mockito", "@Mock" + "itoBean"));
    }
}
