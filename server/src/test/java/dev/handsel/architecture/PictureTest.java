package dev.handsel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The picture of the wings, drawn from the compiled classes. */
@AnalyzeClasses(
        packages = "dev.handsel",
        importOptions = {DoNotIncludeTests.class, BannedPatternsTest.ServerAlone.class})
class PictureTest {

    @ArchTest
    static void the_picture_shows_the_wings_as_they_are(JavaClasses all) {
        var modules = new LinkedHashMap<String, Set<String>>();
        var uses = new TreeMap<String, Set<String>>();
        Wings.ALL.forEach(wing -> {
            modules.put(wing.name(), new TreeSet<>());
            uses.put(wing.name(), new TreeSet<>());
        });
        for (var type : all) {
            Wings.of(type).ifPresent(wing -> {
                if (!type.getSimpleName().equals("package-info")) {
                    Objects.requireNonNull(modules.get(wing.name())).add(Wings.module(type));
                }
                Wings.crossings(type)
                        .forEach(use ->
                                Objects.requireNonNull(uses.get(wing.name())).add(name(use.getTargetClass())));
            });
        }
        var listed = new LinkedHashMap<String, List<String>>();
        modules.forEach((wing, names) -> listed.put(wing, List.copyOf(names)));
        Written.is("docs/wings.svg", Picture.of(listed, uses), PictureTest.class);
    }

    @ArchTest
    static void what_follows_from_other_arrows_is_not_drawn(JavaClasses all) {
        var uses = Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.<String>of());
        assertThat(Picture.reduced(uses)).isEqualTo(Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of()));
    }

    private static String name(JavaClass type) {
        return Wings.of(type.getBaseComponentType()).orElseThrow().name();
    }
}
