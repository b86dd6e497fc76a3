package dev.handsel.fraud.identities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    private static Optional<String> ofMail(IdentityKind kind, String address) {
        return Identifier.ofMail(address).stream()
                .filter(identifier -> identifier.kind() == kind)
                .map(Identifier::text)
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "Nora.Example+shop@Gmail.com, noraexample@gmail.com",
        "n.o.r.a@googlemail.com, nora@gmail.com",
        "nora+a+b@shop.example, nora@shop.example",
        "ＮＯＲＡ＠ｓｈｏｐ．example, nora@shop.example",
        "tag@nora.fastmail.com, nora@fastmail.com",
        "nora@pm.me, nora@proton.me",
        "n.o-r_a@protonmail.com, nora@proton.me",
        "nora+x@me.com, nora@icloud.com",
        "nora@mac.com, nora@icloud.com",
        "nora@bücher.example, nora@xn--bcher-kva.example"
    })
    void addresses_that_lead_to_one_mailbox_are_one(String typed, String other) {
        assertThat(ofMail(IdentityKind.MAILBOX, typed)).isPresent().isEqualTo(ofMail(IdentityKind.MAILBOX, other));
    }

    @Test
    void addresses_of_two_people_stay_two() {
        assertThat(ofMail(IdentityKind.MAILBOX, "n.ora@shop.example"))
                .isNotEqualTo(ofMail(IdentityKind.MAILBOX, "nora@shop.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "nora.example77@shop.example, noraexample",
        "77-nora_example+x@gmail.com, noraexample",
        "Ноябрьский9@shop.example, ноябрьский"
    })
    void a_stem_is_the_letters_of_a_mailbox(String typed, String stem) {
        assertThat(ofMail(IdentityKind.STEM, typed)).contains(stem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"norama@shop.example", "1234567890@shop.example", "x9k2noraexample@duck.com"})
    void fewer_than_seven_letters_and_what_a_relay_made_up_are_no_stem(String typed) {
        assertThat(ofMail(IdentityKind.STEM, typed)).isEmpty();
    }

    @Test
    void a_domain_tells_something_unless_it_is_that_of_many() {
        assertThat(ofMail(IdentityKind.MAIL_DOMAIN, "nora@shop.example")).contains("shop.example");
        assertThat(ofMail(IdentityKind.MAIL_DOMAIN, "nora@gmail.com")).isEmpty();
        assertThat(ofMail(IdentityKind.MAIL_DOMAIN, "nora@duck.com")).isEmpty();
        assertThat(ofMail(IdentityKind.MAIL_DOMAIN, "shop@nora.anonaddy.com")).contains("nora.anonaddy.com");
        assertThat(ofMail(IdentityKind.MAIL_DOMAIN, "nora@0-180.com")).contains("0-180.com");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "nora", "@shop.example", "nora@", "@"})
    void what_is_no_address_tells_nothing(String typed) {
        assertThat(Identifier.ofMail(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, ' 192.0.2.7 '",
        "192.0.2.7, ::ffff:192.0.2.7",
        "192.0.2.7, ::ffff:c000:207",
        "2001:db8:1:2::1, 2001:DB8:1:2:ffff:0:0:9",
        "2001:db8:0:0::1, 2001:db8::2",
        "2001:db8::1, [2001:db8::1]"
    })
    void addresses_of_one_house_are_one(String address, String other) {
        assertThat(Identifier.ofAddress(other)).isPresent().isEqualTo(Identifier.ofAddress(address));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.8", "2001:db8:1:2::1, 2001:db8:1:3::1"})
    void addresses_of_two_houses_are_two(String address, String other) {
        assertThat(Identifier.ofAddress(other)).isPresent().isNotEqualTo(Identifier.ofAddress(address));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "unknown",
                "shop.example",
                "192.0.2.256",
                "127.0.0.1",
                "::1",
                "0.0.0.0",
                "::",
                "fe80::1",
                "169.254.1.1",
                "192.0.2.7:80"
            })
    void what_is_no_address_or_every_machines_own_is_nobodys(String typed) {
        assertThat(Identifier.ofAddress(typed)).isEmpty();
    }

    @Test
    void what_a_merchant_calls_something_is_taken_as_it_is() {
        assertThat(Identifier.of(IdentityKind.CARD, " Card-1 ")).contains(new Identifier(IdentityKind.CARD, "Card-1"));
        assertThat(Identifier.of(IdentityKind.CARD, " ")).isEmpty();
        assertThat(Identifier.of(IdentityKind.CARD, null)).isEmpty();
    }
}
