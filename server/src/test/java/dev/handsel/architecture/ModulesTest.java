package dev.handsel.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.handsel.Handsel;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    /** A library with modules of its own, and the simulator: both stand beside the server. */
    private static final DescribedPredicate<JavaClass> BESIDE =
            JavaClass.Predicates.resideInAnyPackage("dev.handsel.signing..", "dev.handsel.stripesim..");

    private static final ApplicationModules MODULES = ApplicationModules.of(Handsel.class, BESIDE);

    @Test
    void modules_depend_on_each_other_in_one_direction_and_as_declared() {
        MODULES.verify();
    }

    @Test
    void what_a_module_declares_it_uses() {
        assertThat(MODULES.stream().flatMap(ModulesTest::idle))
                .as("Strike it from the module's package-info")
                .isEmpty();
    }

    private static Stream<String> idle(ApplicationModule module) {
        var used = module.getDirectDependencies(MODULES)
                .uniqueModules()
                .map(other -> other.getIdentifier().toString())
                .collect(toSet());
        var declared = module.getBasePackage()
                .findAnnotation(org.springframework.modulith.ApplicationModule.class)
                .orElseThrow()
                .allowedDependencies();
        return Arrays.stream(declared)
                .filter(other -> !used.contains(other))
                .map(other -> module.getIdentifier() + " declares " + other);
    }
}
