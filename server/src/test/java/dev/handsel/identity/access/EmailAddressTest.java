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

    /** Or knowing one of them would be enough to take over the account of the other. */
    @Test
    void addresses_of_one_mailbox_name_different_accounts() {
        assertThat(EmailAddress.of("a.b@gmail.com")).isNotEqualTo(EmailAddress.of("ab@gmail.com"));
        assertThat(EmailAddress.of("ann@me.com")).isNotEqualTo(EmailAddress.of("ann@icloud.com"));
        assertThat(EmailAddress.of("ann+x@shop.example")).isNotEqualTo(EmailAddress.of("ann@shop.example"));
    }

    @Test
    void what_is_no_address_is_refused() {
        for (var text : new String[] {
            "",
            "nora",
            "@shop",
            "nora@",
            "a b@c.d",
            "a@b@c",
            "x@" + "y".repeat(300),
            "<a@b.c>",
            "Ann <a@b.c>",
            "a@b.c, d@e.f",
            "a,b@c.d",
            "a(x)@b.c"
        }) {
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
