package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody earns by themselves; and customers who become affiliates. */
@HandselTest
class SelfReferralTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        var reply = shop.asMerchant(
                "/v1/affiliates",
                Map.of(
                        "external_id",
                        "u-nora",
                        "email",
                        "Nora.Smith+aff@GMail.com",
                        "code",
                        "nora-s",
                        "coupons",
                        List.of("NORA10")));
        nora = new Shop.Affiliate(reply.json().get("id").asString(), "nora", "nora-s", "NORA10", "norasmith@gmail.com");
    }

    private void earnsNothingWith(String customer) {
        assertThat(shop.tell(Event.invoice("in1", customer, 3000))).isEqualTo("not_attributed");
        assertThat(shop.tell(Event.renewal("in2", customer, 3000).with("coupon", nora.coupon())))
                .isEqualTo("not_attributed");
        assertThat(shop.lines(nora)).isEmpty();
        assertThat(shop.owed(nora)).isEmpty();
        for (var figure : List.of("signups", "subscriptions", "first_trades")) {
            assertThat(shop.stat(nora, figure)).as(figure).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nora.smith+aff@gmail.com",
                "NORASMITH@gmail.com",
                "n.o.r.a.smith+x+y@googlemail.com",
                "norasmith@GOOGLEMAIL.COM"
            })
    void the_same_mailbox_is_the_same_person(String email) {
        var signup = Event.signup("ann").with("coupon", nora.coupon()).with("email", email);
        assertThat(shop.tell(signup)).isEqualTo("recorded");
        assertThat(shop.tell(Event.firstTrade("ann"))).isEqualTo("not_attributed");
        earnsNothingWith("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nora.smith@outlook.com", "nora@gmail.com"})
    void another_mailbox_is_another_person(String email) {
        shop.tell(Event.signup("ann").with("coupon", nora.coupon()).with("email", email));
        shop.tell(Event.invoice("in1", "ann", 3000));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }

    /** Each provider's rules stand in MailboxTest; here, that they are asked, and of what was stored before too. */
    @ParameterizedTest
    @CsvSource({
        "nora@icloud.com, Nora+shop@me.com",
        "n.o-r_a@protonmail.com, nora+1@pm.me",
        "nora@yandex.ru, nora@ya.ru",
        "nora@fastmail.com, shop@nora.fastmail.com",
        "nora-aff@yahoo.com, nora-buys@yahoo.com",
        "nora@xn--bcher-kva.example, nora@bücher.example",
        "nora@shop.example, \"nora\"@shop.example."
    })
    void another_address_of_the_same_mailbox_is_the_same_person(String affiliate, String customer) {
        var made = shop.asMerchant(
                "/v1/affiliates",
                Map.of("external_id", "u-2", "email", affiliate, "coupons", List.of("N2" + shop.tag())));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        shop.tell(Event.signup("ann").with("coupon", "N2" + shop.tag()).with("email", customer));
        assertThat(shop.tell(Event.invoice("in1", "ann", 3000))).isEqualTo("not_attributed");
    }

    @Test
    void an_address_with_a_name_around_it_is_refused() {
        var answer = shop.answer(Event.signup("ann").with("email", "Ann <ann@shop.example>"));
        assertThat(answer.get("result").asString()).isEqualTo("invalid");
        assertThat(answer.get("errors").get(0).toString())
                .contains("/email", "malformed", "An e-mail address alone, without a name and angle brackets.");
        var affiliate = shop.asMerchant("/v1/affiliates", Map.of("external_id", "u-3", "email", "<ann@shop.example>"));
        assertThat(affiliate.status()).isEqualTo(400);
        assertThat(affiliate.faults()).containsExactly("/email malformed");
    }

    @Test
    void the_merchants_own_id_of_the_affiliate_is_the_same_person() {
        shop.tell(Event.click(nora.code()).with("device", "phone"));
        assertThat(shop.tell(Event.signup("u-nora").with("device", "phone"))).isEqualTo("recorded");
        earnsNothingWith("u-nora");
    }

    @Test
    void a_refused_self_referral_does_not_pass_to_who_comes_next() {
        var otto = shop.affiliate("otto");
        shop.tell(Event.signup("u-nora").with("coupon", nora.coupon()).with("code", otto.code()));
        shop.tell(Event.invoice("in1", "u-nora", 3000));
        assertThat(shop.lines(otto)).isEmpty();
        earnsNothing(otto);
    }

    private void earnsNothing(Shop.Affiliate affiliate) {
        assertThat(shop.stat(affiliate, "signups")).isZero();
        assertThat(shop.owed(affiliate)).isEmpty();
    }

    @Test
    void a_coupon_on_the_first_invoice_is_looked_at_alike() {
        shop.tell(Event.signup("ann").with("email", "norasmith@gmail.com"));
        assertThat(shop.tell(Event.invoice("in0", "ann", 3000).with("coupon", nora.coupon())))
                .isEqualTo("not_attributed");
        earnsNothingWith("ann");
    }

    @Test
    void a_customer_becomes_an_affiliate_with_their_own_id() {
        assertThat(shop.tell(
                        Event.enrolled("bob").with("code", "Bob-The-Best").with("coupons", List.of("bob10", "BOB20"))))
                .isEqualTo("recorded");
        shop.tell(Event.signup("ann").with("coupon", "Bob20"));
        shop.tell(Event.invoice("in1", "ann", 3000));
        var known = shop.asMerchant("/v1/affiliates", Map.of("external_id", "bob"));
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.json().get("code").asString()).isEqualTo("bob-the-best");
        var bob = new Shop.Affiliate(known.json().get("id").asString(), "bob", "", "", "");
        assertThat(shop.lines(bob)).containsExactly("in1 FIRST 900");
        assertThat(shop.audited(bob.id())).containsExactly("affiliate.enrolled");
    }

    @Test
    void enrolling_works_within_one_request_and_adds_coupons_to_whom_is_known() {
        assertThat(shop.tellAll(
                        Event.enrolled("bob").with("code", "bobby"),
                        Event.enrolled("u-nora").with("coupons", List.of("NORA20")),
                        Event.signup("ann").with("code", "bobby"),
                        Event.signup("bob").with("code", "bobby"),
                        Event.signup("cat").with("coupon", "nora20")))
                .containsOnly("recorded");
        assertThat(shop.stat(nora, "signups")).isOne();
    }

    @Test
    void the_address_of_a_customer_goes_with_them_when_they_enrol() {
        shop.tellAll(
                Event.signup("bob").with("email", "bob@mail.example"),
                Event.enrolled("bob").with("code", "bobby"));
        shop.tell(Event.signup("bob2").with("email", "BOB+2@mail.example").with("code", "bobby"));
        assertThat(shop.tell(Event.invoice("in1", "bob2", 3000))).isEqualTo("not_attributed");
    }

    @Test
    void what_is_somebody_elses_cannot_be_had() {
        assertThat(shop.answer(Event.enrolled("bob").with("code", "NORA-S"))
                        .get("reason")
                        .asString())
                .isEqualTo("code_taken");
        assertThat(shop.answer(Event.enrolled("bob").with("coupons", List.of("nora10")))
                        .get("reason")
                        .asString())
                .isEqualTo("coupon_taken");
        assertThat(shop.answer(Event.enrolled("bob").with("code", "a b"))
                        .get("result")
                        .asString())
                .isIn("quarantined", "invalid");
        assertThat(shop.tell(Event.enrolled("bob").with("coupons", List.of("BOB10"))))
                .isEqualTo("recorded");
    }
}
