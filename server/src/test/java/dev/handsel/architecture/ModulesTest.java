package dev.handsel.architecture;

import dev.handsel.Handsel;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void modules_depend_on_each_other_in_one_direction_and_as_declared() {
        ApplicationModules.of(Handsel.class).verify();
    }
}
