package dev.handsel.inbox.stripebilling;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/** By which words of Stripe's discounts an affiliate is found. */
@HandselTest
class StripeCouponsTest {

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;
    private Shop.Affiliate ann;
    private Shop.Affiliate bob;

    @BeforeEach
    void a_merchant_in_spring() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        ann = merchant.shop().affiliate("ann");
        var made = merchant.shop()
                .asMerchant(
                        "/v1/affiliates",
                        Map.of("external_id", "bob", "code", "bob-2026", "coupons", List.of("promo_1BobAbc", "BobCoupon")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        bob = new Shop.Affiliate(made.json().get("id").asString(), "bob", "bob-2026", "BOBCOUPON", "");
    }

    @Test
    void the_code_of_a_promotion_code_is_the_coupon() {
        signup("cus_1", discount -> discount.putObject("promotion_code")
                .put("id", "promo_9")
                .put("code", ann.coupon()));
        assertThat(earns("cus_1")).isEqualTo("ann");
    }

    @Test
    void the_id_of_a_promotion_code_may_be_registered() {
        signup("cus_1", discount -> discount.put("coupon", "Z4OV52SU").put("promotion_code", "promo_1BobAbc"));
        assertThat(earns("cus_1")).isEqualTo("bob");
    }

    @Test
    void so_may_the_id_of_a_coupon_in_any_shape() {
        signup("cus_1", discount -> discount.put("coupon", "BobCoupon").put("promotion_code", "promo_9"));
        signup("cus_2", discount -> discount.putObject("source").putObject("coupon").put("id", "BobCoupon"));
        signup("cus_3", discount -> discount.putObject("promotion_code")
                .put("id", "promo_9")
                .putObject("promotion")
                .put("coupon", "BobCoupon"));
        assertThat(earns("cus_1")).isEqualTo("bob");
        assertThat(earns("cus_2")).isEqualTo("bob");
        assertThat(earns("cus_3")).isEqualTo("bob");
    }

    @Test
    void an_invoice_that_names_the_id_alone_finds_who_was_behind_it_in_an_earlier_checkout() {
        signup("cus_1", discount -> discount.putObject("promotion_code")
                .put("id", "promo_of_ann")
                .put("code", ann.coupon()));
        merchant.told(Merchant.checkout("cus_2", "some-order", _ -> {}));
        merchant.told(discounted("in_2", "cus_2"));
        assertThat(merchant.shop().lines(ann)).containsExactly("in_2 FIRST 3000");
    }

    @Test
    void it_does_so_if_it_had_to_wait_for_that() {
        merchant.told(discounted("in_2", "cus_2"));
        signup("cus_1", discount -> discount.putObject("promotion_code")
                .put("id", "promo_of_ann")
                .put("code", ann.coupon()));
        merchant.told(Merchant.checkout("cus_2", "some-order", _ -> {}));
        assertThat(merchant.shop().lines(ann)).containsExactly("in_2 FIRST 3000");
    }

    private static ObjectNode discounted(String invoice, String customer) {
        var event = Merchant.invoice(invoice, customer);
        ((ObjectNode) event.at("/data/object"))
                .putArray("discounts")
                .addObject()
                .put("id", "di_1")
                .put("promotion_code", "promo_of_ann")
                .putObject("source")
                .put("coupon", "Z4OV52SU");
        return event;
    }

    private void signup(String customer, Consumer<ObjectNode> discount) {
        var told = merchant.told(Merchant.checkout(
                customer, "", session -> discount.accept(session.putArray("discounts").addObject())));
        assertThat(told).containsExactly("signup recorded");
    }

    /** Who earns by a first invoice of this customer. */
    private String earns(String customer) {
        var invoice = "in_" + customer;
        merchant.told(Merchant.invoice(invoice, customer));
        return Stream.of(ann, bob)
                .filter(affiliate -> merchant.shop().lines(affiliate).contains(invoice + " FIRST 3000"))
                .map(Shop.Affiliate::name)
                .collect(joining());
    }
}
