package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MailboxTest {

    private static final Path TABLE = Path.of("src/main/resources/dev/handsel/referrals/affiliates/mailboxes.csv");

    /** An example for every line of the table: an address of the domain, another of the same mailbox, one of another's. */
    private static final List<List<String>> EXAMPLES = List.of(
            List.of("gmail.com", "ann.b+x@gmail.com", "A.N.N.B@googlemail.com", "ann-b@gmail.com"),
            List.of("googlemail.com", "ann.b@googlemail.com", "annb@gmail.com", "annbc@gmail.com"),
            List.of("icloud.com", "ann+x@icloud.com", "ann@me.com", "a.nn@icloud.com"),
            List.of("me.com", "ann@me.com", "ann@mac.com", "ann@example.com"),
            List.of("mac.com", "ann@mac.com", "ann+a@icloud.com", "anna@mac.com"),
            List.of("proton.me", "ann.b-c_d+x@proton.me", "annbcd@protonmail.com", "annbc@proton.me"),
            List.of("protonmail.com", "ann@protonmail.com", "ann@pm.me", "ann@gmail.com"),
            List.of("protonmail.ch", "ann@protonmail.ch", "a.n.n@proton.me", "ann@protonmail.de"),
            List.of("pm.me", "ann@pm.me", "ann@proton.me", "ann@me.com"),
            List.of("yandex.ru", "ann.b@yandex.ru", "ann-b@ya.ru", "annb@yandex.ru"),
            List.of("yandex.com", "ann@yandex.com", "ann+x@yandex.by", "ann@yahoo.com"),
            List.of("yandex.by", "ann@yandex.by", "ann@yandex.ru", "ann_@yandex.by"),
            List.of("yandex.kz", "ann@yandex.kz", "ann@yandex.ua", "ann@mail.ru"),
            List.of("yandex.ua", "ann@yandex.ua", "ann@yandex.com", "anna@yandex.com"),
            List.of("ya.ru", "ann@ya.ru", "ann@yandex.kz", "ann@ya.example"),
            List.of("fastmail.com", "ann+x@fastmail.com", "shop@ann.fastmail.com", "ann@fastmail.fm"),
            List.of("fastmail.fm", "ann@fastmail.fm", "any.thing@ann.fastmail.fm", "ann@bob.fastmail.fm"),
            List.of("sent.com", "ann@sent.com", "x@ann.sent.com", "x@y.ann.sent.com"),
            List.of("yahoo.com", "ann-shop@yahoo.com", "ann-other+x@yahoo.com", "ann@ymail.com"),
            List.of("yahoo.co.uk", "ann-shop@yahoo.co.uk", "ann-b@yahoo.co.uk", "ann-shop@yahoo.com"),
            List.of("yahoo.de", "ann-shop@yahoo.de", "ann@yahoo.de", "a.nn@yahoo.de"),
            List.of("yahoo.fr", "ann-shop@yahoo.fr", "ann@yahoo.fr", "ann@yahoo.de"),
            List.of("ymail.com", "ann-shop@ymail.com", "ann@ymail.com", "ann@yahoo.com"),
            List.of("rocketmail.com", "ann-shop@rocketmail.com", "ann@rocketmail.com", "ann@ymail.com"),
            List.of("outlook.com", "ann+x@outlook.com", "ANN@outlook.com", "ann@hotmail.com"),
            List.of("hotmail.com", "ann+x@hotmail.com", "ann@hotmail.com", "a.nn@hotmail.com"),
            List.of("live.com", "ann+x@live.com", "ann@live.com", "ann@outlook.com"),
            List.of("msn.com", "ann+x@msn.com", "ann@msn.com", "ann@live.com"));

    static Stream<List<String>> examples() {
        return EXAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void addresses_that_a_provider_delivers_to_one_mailbox_are_one(List<String> example) {
        assertThat(example.get(1)).endsWith("@" + example.get(0));
        assertThat(Mailbox.same(example.get(1), example.get(2))).isTrue();
        assertThat(Mailbox.same(example.get(1), example.get(3))).isFalse();
    }

    @Test
    void every_line_of_the_table_has_a_source_and_an_example() throws IOException {
        var lines = Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(";", 7))
                .toList();
        assertThat(lines)
                .extracting(line -> line[0])
                .containsExactlyElementsOf(examples().map(List::getFirst).toList());
        assertThat(lines).allSatisfy(line -> assertThat(line[6]).isNotBlank());
        assertThat(lines).extracting(line -> line[5]).containsOnly("yes", "no");
        assertThat(MailProviders.known()).hasSize(lines.size());
    }

    @ParameterizedTest
    @CsvSource({
        "'  Ann@Shop.EXAMPLE ', ann@shop.example",
        "ann+a+b@shop.example, ann@shop.example",
        "ann@shop.example., ann@shop.example",
        "'Ann B <ann@shop.example>', ann@shop.example",
        "'\"B, Ann\" <ann@shop.example>', ann@shop.example",
        "<ann@shop.example>, ann@shop.example",
        "\"ann\"@shop.example, ann@shop.example",
        "\"an\\n\"@shop.example, ann@shop.example",
        "\"ann+x\"@shop.example, ann@shop.example",
        "\"ann@shop.example, ann@shop.example",
        "ann(the (first))@shop.example, ann@shop.example",
        "(hello)ann@shop.example(work), ann@shop.example",
        "\"a(b)\"@shop.example, a(b)@shop.example",
        "ann@bücher.example, ann@xn--bcher-kva.example",
        "ann@BÜCHER.example, ann@xn--bcher-kva.example",
        "ann@XN--BCHER-KVA.example, ann@xn--bcher-kva.example",
        "ann@faß.example, ann@xn--fa-hia.example",
        "ann@shop。example, ann@shop.example",
        "ａｎｎ@shop.example, ann@shop.example",
        "a.n-n_b@shop.example, a.n-n_b@shop.example",
        "ann@x.shop.example, ann@x.shop.example",
        "ann@[192.0.2.1], ann@[192.0.2.1]",
        "+tag@shop.example, +tag@shop.example",
        "-@yahoo.com, -@yahoo.com",
        "...@gmail.com, ...@gmail.com",
        "Nora, nora",
        "@shop.example, @shop.example",
        "'', ''"
    })
    void however_it_is_written(String address, String mailbox) {
        assertThat(Mailbox.of(address)).isEqualTo(new Mailbox(mailbox));
    }

    /** What is kept has been cut already, and must compare like what was typed. */
    @ParameterizedTest
    @MethodSource("examples")
    void the_form_that_is_kept_leads_to_the_same_mailbox(List<String> example) {
        for (var address : example.subList(1, 4)) {
            assertThat(Mailbox.same(address, EmailAddresses.normalised(address)))
                    .isTrue();
        }
    }

    @Property
    void two_that_are_kept_alike_are_one_mailbox(@ForAll @StringLength(max = 20) String local) {
        var address = "a" + local + "@gmail.com";
        assertThat(Mailbox.of(address.toUpperCase(java.util.Locale.ROOT)).text())
                .isNotEmpty();
        assertThat(Mailbox.of(EmailAddresses.normalised(address)))
                .isEqualTo(Mailbox.of(EmailAddresses.normalised(EmailAddresses.normalised(address))));
    }
}
