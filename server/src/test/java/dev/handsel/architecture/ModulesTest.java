package dev.handsel.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.handsel.Handsel;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    /** A library with modules of its own, beside the server. */
    private static final DescribedPredicate<JavaClass> SIGNING =
            JavaClass.Predicates.resideInAPackage("dev.handsel.signing..");

    @Test
    void modules_depend_on_each_other_in_one_direction_and_as_declared() {
        ApplicationModules.of(Handsel.class, SIGNING).verify();
    }
}
