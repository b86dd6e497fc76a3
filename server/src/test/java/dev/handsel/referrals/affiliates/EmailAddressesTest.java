package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "nora@example.com, nora@example.com",
        "' Nora@Example.COM ', nora@example.com",
        "nora+shop@example.com, nora@example.com",
        "nora+a+b@example.com, nora@example.com",
        "n.o.r.a@example.com, n.o.r.a@example.com",
        "N.o.r.a+x@gmail.com, nora@gmail.com",
        "nora@googlemail.com, nora@gmail.com",
        "+tag@example.com, +tag@example.com",
        "ｎｏｒａ@example.com, nora@example.com",
        "İnora@example.com, i̇nora@example.com",
        "\"a@b\"@example.com, \"a@b\"@example.com"
    })
    void one_mailbox_has_one_text(String address, String mailbox) {
        assertThat(EmailAddresses.normalised(address)).isEqualTo(mailbox);
    }

    @ParameterizedTest
    @CsvSource({"Nora, nora", "@Example, @example", "'', ''"})
    void a_text_that_is_no_address_only_becomes_lower_case(String text, String plain) {
        assertThat(EmailAddresses.normalised(text)).isEqualTo(plain);
    }

    @Property
    void normalising_twice_changes_nothing(@ForAll @StringLength(max = 12) String local) {
        var once = EmailAddresses.normalised("a" + local + "@example.com");
        assertThat(EmailAddresses.normalised(once)).isEqualTo(once);
    }
}
