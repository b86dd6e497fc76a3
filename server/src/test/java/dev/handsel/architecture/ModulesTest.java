package dev.handsel.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.handsel.Handsel;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    /** A library with modules of its own, and the simulator: both stand beside the server. */
    private static final DescribedPredicate<JavaClass> BESIDE =
            JavaClass.Predicates.resideInAnyPackage("dev.handsel.signing..", "dev.handsel.stripesim..");

    @Test
    void modules_depend_on_each_other_in_one_direction_and_as_declared() {
        ApplicationModules.of(Handsel.class, BESIDE).verify();
    }
}
