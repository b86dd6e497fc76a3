package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** To whom a customer is owed is decided once, at signup: coupon, click, device, typed code, in this order. */
@HandselTest
class AttributionTest {

    @Autowired
    EventScene scene;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Shop.Affiliate nora;
    private Shop.Affiliate otto;

    @BeforeEach
    void open() {
        open(scene.shop());
    }

    private void open(Shop opened) {
        shop = opened;
        nora = shop.affiliate("nora");
        otto = shop.affiliate("otto");
    }

    private void clicked(Shop.Affiliate affiliate, String ref, String device) {
        assertThat(shop.tell(Event.click(affiliate.code()).with("ref", ref).with("device", device)))
                .isEqualTo("recorded");
    }

    /** Who owns whom, by their signups. */
    private void owns(Shop.Affiliate owner, Event signup) {
        assertThat(shop.tell(signup)).isEqualTo("recorded");
        for (var affiliate : List.of(nora, otto)) {
            assertThat(shop.stat(affiliate, "signups")).as(affiliate.name()).isEqualTo(affiliate.equals(owner) ? 1 : 0);
        }
    }

    private void ownedByNobody(Event signup) {
        assertThat(shop.tell(signup)).isEqualTo("not_attributed");
        assertThat(shop.stat(nora, "signups") + shop.stat(otto, "signups")).isZero();
    }

    @Test
    void a_coupon_goes_before_clicks_and_codes() {
        clicked(otto, "k1", "phone");
        owns(
                nora,
                Event.signup("ann")
                        .with("coupon", nora.coupon())
                        .with("click_ref", "k1")
                        .with("code", otto.code()));
    }

    @Test
    void an_unknown_coupon_does_not_stand_in_the_way() {
        clicked(otto, "k1", "phone");
        owns(otto, Event.signup("ann").with("coupon", "NOBODYS").with("click_ref", "k1"));
    }

    @Test
    void coupons_and_codes_are_read_without_regard_to_case() {
        owns(nora, Event.signup("ann").with("coupon", " " + nora.coupon().toLowerCase(Locale.ROOT) + " "));
        shop.tell(Event.signup("bob").with("code", nora.code().toUpperCase(Locale.ROOT)));
        shop.tell(Event.click(nora.code().toUpperCase(Locale.ROOT)));
        assertThat(shop.stat(nora, "signups")).isEqualTo(2);
        assertThat(shop.stat(nora, "clicks")).isOne();
    }

    @Test
    void a_named_click_goes_before_the_device_and_the_code() {
        clicked(nora, "k1", "phone");
        clicked(otto, "k2", "phone");
        owns(
                nora,
                Event.signup("ann")
                        .with("click_ref", "k1")
                        .with("device", "phone")
                        .with("code", otto.code()));
    }

    @Test
    void an_unknown_click_leaves_it_to_the_device() {
        clicked(nora, "k1", "phone");
        owns(
                nora,
                Event.signup("ann")
                        .with("click_id", "clk_00000000000000000000000000")
                        .with("device", "phone"));
    }

    @Test
    void the_last_click_of_the_device_counts() {
        clicked(nora, "k1", "phone");
        shop.moveDays(1);
        clicked(otto, "k2", "phone");
        shop.moveDays(1);
        owns(otto, Event.signup("ann").with("device", "phone").with("code", nora.code()));
    }

    @Test
    void or_the_first_where_the_programme_says_so() {
        open(scene.shop(wish -> ((ObjectNode) wish.get("attribution")).put("model", "first_click")));
        clicked(nora, "k1", "phone");
        shop.moveDays(1);
        clicked(otto, "k2", "phone");
        owns(nora, Event.signup("ann").with("device", "phone"));
    }

    @Test
    void the_first_click_inside_the_window_counts_not_one_before() {
        open(scene.shop(wish -> ((ObjectNode) wish.get("attribution")).put("model", "first_click")));
        clicked(nora, "k1", "phone");
        shop.moveDays(20);
        clicked(otto, "k2", "phone");
        shop.moveDays(20);
        owns(otto, Event.signup("ann").with("device", "phone"));
    }

    @Test
    void devices_are_not_matched_where_the_programme_does_not_want_it() {
        open(scene.shop(wish -> ((ObjectNode) wish.get("attribution")).put("match_device", false)));
        clicked(nora, "k1", "phone");
        ownedByNobody(Event.signup("ann").with("device", "phone"));
        assertThat(shop.tell(Event.signup("bob").with("device", "phone").with("click_ref", "k1")))
                .isEqualTo("recorded");
    }

    @Test
    void a_click_counts_until_the_end_of_the_window_to_the_second() {
        clicked(nora, "k1", "phone");
        shop.moveTo("2026-01-31T00:00:01Z");
        ownedByNobody(Event.signup("late").with("device", "phone"));
        ownedByNobody(Event.signup("later").with("click_ref", "k1"));
        owns(nora, Event.signup("ann").with("device", "phone").at("2026-01-31T00:00:00Z"));
    }

    @Test
    void a_click_after_the_signup_did_not_bring_it() {
        shop.moveDays(1);
        clicked(nora, "k1", "phone");
        ownedByNobody(Event.signup("ann").with("device", "phone").at("2026-01-01T12:00:00Z"));
        ownedByNobody(Event.signup("bob").with("click_ref", "k1").at("2026-01-01T12:00:00Z"));
    }

    @Test
    void a_typed_code_comes_last_and_is_enough() {
        owns(otto, Event.signup("ann").with("device", "unseen").with("code", otto.code()));
    }

    @Test
    void clicks_of_machines_are_counted_apart_but_never_lost() {
        shop.tellAll(
                Event.click(nora.code()).with("user_agent", "Googlebot/2.1"),
                Event.click(nora.code()).with("method", "HEAD"),
                Event.click(nora.code()).with("user_agent", "Mozilla/5.0").with("method", "GET"));
        assertThat(shop.stat(nora, "clicks")).isOne();
        assertThat(shop.stat(nora, "filtered_clicks")).isEqualTo(2);
    }

    @Test
    void clicks_of_machines_attribute_nobody_whenever_they_are_told() {
        var bot = Event.click(nora.code()).with("user_agent", "Googlebot/2.1");
        shop.tell(bot.with("ref", "k1").with("device", "phone"));
        for (var signup : List.of(
                Event.signup("ann").with("click_ref", "k1"),
                Event.signup("ben").with("device", "phone"),
                Event.signup("cleo").with("click_ref", "k1").with("device", "phone"))) {
            var answer = shop.answer(signup);
            assertThat(answer.path("result").asString()).isEqualTo("not_attributed");
            assertThat(answer.path("reason").asString()).isEqualTo("click_filtered");
        }
        assertThat(shop.tellAll(
                        Event.click(nora.code()).with("method", "HEAD").with("ref", "k2"),
                        Event.signup("dora").with("click_ref", "k2"),
                        Event.signup("emma").with("click_ref", "k3"),
                        Event.click(nora.code()).with("method", "HEAD").with("ref", "k3")))
                .containsExactly("recorded", "not_attributed", "not_attributed", "recorded");
        assertThat(shop.stat(nora, "signups")).isZero();
    }

    @Test
    void the_reason_and_everyone_who_lost_are_kept() {
        clicked(otto, "k1", "phone");
        shop.tell(Event.signup("ann")
                .with("coupon", nora.coupon())
                .with("click_ref", "k1")
                .with("code", "unknown-code"));
        var kept = jdbc.sql("select attribution from customer where program_id = :program and ref = 'ann'")
                .param("program", ProgramId.find(shop.id()).orElseThrow().value())
                .query(String.class)
                .single();
        assertThat(kept).contains("coupon", "won", "outranked", "unknown_code");
    }

    @Test
    void a_coupon_on_the_first_paid_invoice_brings_a_customer_whom_nobody_brought() {
        shop.tell(Event.signup("ann"));
        assertThat(shop.tell(Event.invoice("in0", "ann", 0).with("coupon", otto.coupon())))
                .isEqualTo("not_attributed");
        assertThat(shop.tell(Event.invoice("in1", "ann", 3000).with("coupon", nora.coupon())))
                .isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
        assertThat(shop.stat(nora, "signups")).isOne();
        assertThat(shop.tell(Event.renewal("in2", "ann", 3000).with("coupon", otto.coupon())))
                .isEqualTo("recorded");
        assertThat(shop.lines(otto)).isEmpty();
    }

    @Test
    void a_coupon_on_a_later_invoice_is_too_late() {
        shop.tellAll(Event.signup("ann"), Event.invoice("in1", "ann", 3000));
        assertThat(shop.tell(Event.renewal("in2", "ann", 3000).with("coupon", nora.coupon())))
                .isEqualTo("not_attributed");
        assertThat(shop.lines(nora)).isEmpty();
    }

    @Test
    void a_coupon_on_an_invoice_takes_nobody_from_somebody() {
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("in1", "ann", 3000).with("coupon", otto.coupon()));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
    }
}
