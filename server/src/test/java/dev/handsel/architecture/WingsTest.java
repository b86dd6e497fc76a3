package dev.handsel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.handsel.architecture.Wings.crossings;
import static dev.handsel.architecture.Wings.module;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The second level of the layout: which wing uses which, and by which of its modules. */
@AnalyzeClasses(
        packages = "dev.handsel",
        importOptions = {DoNotIncludeTests.class, BannedPatternsTest.ServerAlone.class})
class WingsTest {

    @ArchTest
    static final ArchRule USES = classes()
            .should(crossOnly(
                    "use only the wings that theirs may use",
                    use -> wing(use.getOriginClass())
                            .uses()
                            .contains(wing(target(use)).name())))
            .because("wings stand on each other in one direction: Wings says which may use which");

    @ArchTest
    static final ArchRule FRONTS = classes()
            .should(crossOnly(
                    "touch other wings at their front",
                    use -> wing(use.getOriginClass()).name().equals("operation")
                            || wing(target(use)).front().contains(module(target(use)))))
            .because(
                    "what is not in a wing's front may change without asking anybody; widen the front by a line in Wings");

    @ArchTest
    static void no_wing_uses_one_below_it(JavaClasses all) {
        var known = new HashSet<String>();
        for (var wing : Wings.ALL) {
            assertThat(known)
                    .as("what %s may use stands before it", wing.name())
                    .containsAll(wing.uses());
            known.add(wing.name());
        }
    }

    @ArchTest
    static void nothing_is_allowed_that_nobody_does(JavaClasses all) {
        var done = all.stream()
                .flatMap(Wings::crossings)
                .map(use -> wing(use.getOriginClass()).name() + " uses "
                        + wing(target(use)).name())
                .collect(toSet());
        var idle = new TreeSet<String>();
        Wings.ALL.stream()
                .filter(wing -> !wing.name().equals("operation"))
                .forEach(wing -> wing.uses().forEach(other -> idle.add(wing.name() + " uses " + other)));
        idle.removeAll(done);
        assertThat(idle).as("Strike it from Wings").isEmpty();
    }

    @ArchTest
    static void a_front_holds_only_what_others_touch(JavaClasses all) {
        var touched = all.stream()
                .flatMap(Wings::crossings)
                .map(use -> wing(target(use)).name() + "." + module(target(use)))
                .collect(toSet());
        var idle = new TreeSet<String>();
        Wings.ALL.forEach(wing -> wing.front().forEach(module -> idle.add(wing.name() + "." + module)));
        idle.removeAll(touched);
        assertThat(idle).as("Strike it from the wing's front").isEmpty();
    }

    private static ArchCondition<JavaClass> crossOnly(String description, Predicate<Dependency> allowed) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                crossings(type)
                        .filter(allowed.negate())
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        };
    }

    private static Wings.Wing wing(JavaClass type) {
        return Wings.of(type).orElseThrow();
    }

    private static JavaClass target(Dependency use) {
        return use.getTargetClass().getBaseComponentType();
    }
}
