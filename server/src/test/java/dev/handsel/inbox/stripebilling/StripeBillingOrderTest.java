package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/** Stripe promises no order: whatever comes first, twice or at the same time, the books end the same. */
@HandselTest
class StripeBillingOrderTest {

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;

    @BeforeEach
    void a_merchant_in_spring() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
    }

    @Test
    void refunds_and_payments_in_any_order_end_in_the_same_books() {
        var ann = merchant.shop().affiliate("ann");
        var orders = permutations(List.of(0, 1, 2, 3, 4));
        for (int i = 0; i < orders.size(); i++) {
            var user = "user-" + i;
            var customer = "cus_" + i;
            var invoice = "in_" + i;
            var history = List.of(
                    Merchant.checkout(
                            customer,
                            ann.code(),
                            session -> session.withObject("metadata").put("handsel_customer", user)),
                    Merchant.bareInvoice(invoice, customer),
                    Merchant.payment(invoice),
                    Merchant.refunded(invoice, 2_000),
                    Merchant.refunded(invoice, 5_000));
            orders.get(i).forEach(n -> merchant.told(history.get(n)));
        }
        assertThat(merchant.shop()
                        .lines(
                                ann,
                                line -> "%s %d %d"
                                        .formatted(
                                                line.get("kind").asString(),
                                                line.get("amount").asLong(),
                                                line.get("reversed").asLong())))
                .hasSize(orders.size())
                .containsOnly("FIRST 3000 1500");
        assertThat(merchant.shop().owed(ann)).contains("USD payable " + 1_500 * orders.size());
        assertThat(merchant.connection().at("/events/waiting").asLong()).isZero();
        assertThat(merchant.shop().verdict().get("ok").asBoolean()).isTrue();
    }

    @Test
    void disputes_in_any_order_and_twice_end_in_the_same_books() {
        var ann = merchant.shop().affiliate("ann");
        var orders = permutations(List.of(0, 1, 2, 3));
        for (int i = 0; i < orders.size(); i++) {
            var invoice = "in_" + i;
            var history = List.of(
                    Merchant.checkout("cus_" + i, ann.code(), _ -> {}),
                    Merchant.invoice(invoice, "cus_" + i),
                    Merchant.disputed("dispute-created", invoice, 10_000),
                    Merchant.disputed("dispute-won", invoice, 10_000));
            for (int n : orders.get(i)) {
                merchant.told(history.get(n));
                assertThat(merchant.told(history.get(n))).isEmpty();
            }
            history.forEach(event -> assertThat(merchant.told(event)).isEmpty());
        }
        assertThat(merchant.shop().lines(ann, line -> line.get("amount") + " " + line.get("reversed")))
                .hasSize(orders.size())
                .containsOnly("3000 0");
        assertThat(merchant.shop().verdict().get("ok").asBoolean()).isTrue();
    }

    @Test
    void a_refund_that_failed_and_one_in_its_place_end_the_same_in_any_order() {
        var ann = merchant.shop().affiliate("ann");
        var orders = permutations(List.of(0, 1, 2, 3, 4, 5, 6));
        for (int i = 0; i < orders.size(); i += 61) {
            var invoice = "in_" + i;
            var history = List.of(
                    Merchant.checkout("cus_" + i, ann.code(), _ -> {}),
                    Merchant.bareInvoice(invoice, "cus_" + i),
                    Merchant.payment(invoice),
                    Merchant.at("2026-01-05T00:00:00Z", Merchant.refunded(invoice, 10_000)),
                    Merchant.failed(invoice, "re_1", 10_000, "2026-01-12T00:00:00Z"),
                    Merchant.failed(invoice, "re_1", 10_000, "2026-01-12T00:00:05Z")
                            .put("id", "evt_again_" + invoice)
                            .put("type", "charge.refund.updated"),
                    Merchant.at("2026-01-12T00:00:02Z", Merchant.refunded(invoice, 1_000)));
            orders.get(i).forEach(n -> merchant.told(history.get(n)));
        }
        assertThat(merchant.shop().lines(ann, line -> line.get("amount") + " " + line.get("reversed")))
                .containsOnly("3000 300");
        assertThat(merchant.connection().at("/events/waiting").asLong()).isZero();
    }

    @Test
    void a_credit_note_and_its_end_in_any_order_are_as_if_neither_had_been() {
        var ann = merchant.shop().affiliate("ann");
        var orders = permutations(List.of(0, 1, 2, 3));
        for (int i = 0; i < orders.size(); i++) {
            var invoice = "in_" + i;
            var note = Merchant.event("credit-note", "evt_note_" + i, object -> object.put("invoice", invoice)
                    .put("id", "cn_" + invoice));
            var history = List.of(
                    Merchant.checkout("cus_" + i, ann.code(), _ -> {}),
                    Merchant.bareInvoice(invoice, "cus_" + i),
                    note,
                    Merchant.at("2026-01-12T00:00:00Z", note.deepCopy())
                            .put("id", "evt_void_" + i)
                            .put("type", "credit_note.voided"));
            orders.get(i).forEach(n -> merchant.told(history.get(n)));
        }
        assertThat(merchant.shop().lines(ann, line -> line.get("amount") + " " + line.get("reversed")))
                .hasSize(orders.size())
                .containsOnly("3000 0");
    }

    @Test
    void a_dispute_that_knows_the_charge_alone_finds_its_invoice_through_a_refund() {
        var ann = merchant.shop().affiliate("ann");
        var orders = permutations(List.of(0, 1, 2, 3, 4));
        for (int i = 0; i < orders.size(); i += 3) {
            var invoice = "in_" + i;
            var history = List.of(
                    Merchant.checkout("cus_" + i, ann.code(), _ -> {}),
                    Merchant.bareInvoice(invoice, "cus_" + i),
                    Merchant.payment(invoice),
                    Merchant.refunded(invoice, 1_000),
                    Merchant.dispute(
                            "charge.dispute.created", "needs_response", invoice, 5_000, "2026-01-08T00:00:00Z"));
            orders.get(i).forEach(n -> merchant.told(history.get(n)));
        }
        assertThat(merchant.shop().lines(ann, line -> line.get("amount") + " " + line.get("reversed")))
                .containsOnly("3000 1800");
        assertThat(merchant.connection().at("/events/waiting").asLong()).isZero();
    }

    @Test
    void deliveries_at_the_same_time_end_in_the_same_books() {
        var ann = merchant.shop().affiliate("ann");
        var all = new ArrayList<ObjectNode>();
        for (int i = 0; i < 12; i++) {
            all.addAll(List.of(
                    Merchant.checkout("cus_" + i, ann.code(), _ -> {}),
                    Merchant.bareInvoice("in_" + i, "cus_" + i),
                    Merchant.payment("in_" + i),
                    Merchant.refunded("in_" + i, 2_000),
                    Merchant.refunded("in_" + i, 5_000),
                    Merchant.refunded("in_" + i, 5_000)));
        }
        Collections.shuffle(all, new Random(7));
        all.parallelStream().forEach(merchant::told);

        assertThat(merchant.shop().lines(ann, line -> line.get("amount") + " " + line.get("reversed")))
                .hasSize(12)
                .containsOnly("3000 1500");
        assertThat(merchant.shop().verdict().get("ok").asBoolean()).isTrue();
    }

    private static List<List<Integer>> permutations(List<Integer> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (Integer first : things) {
            var rest = new ArrayList<>(things);
            rest.remove((Object) first);
            for (var tail : permutations(rest)) {
                var order = new ArrayList<Integer>();
                order.add(first);
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
