package dev.handsel.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import org.junit.jupiter.api.Test;

class EmailAddressTest {

    @Test
    void case_and_space_around_do_not_matter() {
        assertThat(EmailAddress.of("  Nora.K@Shop.EXAMPLE ")).hasToString("nora.k@shop.example");
    }

    @Test
    void what_is_no_address_is_refused() {
        for (var text : new String[] {"", "nora", "@shop", "nora@", "a b@c.d", "a@b@c", "x@" + "y".repeat(300)}) {
            assertThatThrownBy(() -> EmailAddress.of(text))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.faults())
                                    .singleElement()
                                    .extracting("pointer")
                                    .isEqualTo("/email"));
        }
    }
}
