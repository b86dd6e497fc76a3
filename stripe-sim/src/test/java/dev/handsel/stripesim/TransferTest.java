package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferUpdateParams;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TransferTest extends SimulatorTest {

    @Test
    void a_transfer_moves_money_from_the_platform_to_the_account() throws StripeException {
        var transfer = stripe.v1()
                .transfers()
                .create(order(2500)
                        .setTransferGroup("G1")
                        .putMetadata("payout_id", "p1")
                        .build());

        assertThat(transfer.getAmount()).isEqualTo(2500);
        assertThat(transfer.getReversed()).isFalse();
        assertThat(transfer.getMetadata()).containsEntry("payout_id", "p1");
        assertThat(available()).isEqualTo(97_500);
        assertThat(available(nora)).isEqualTo(2500);
        assertThat(wire.control("state?by=payout").number("/transfers/by_payout/p1"))
                .isOne();
    }

    @Test
    void a_transfer_above_the_most_of_its_currency_is_refused_and_leaves_no_trace_under_its_key() {
        wire.control("limits", "{\"currency\":\"usd\",\"most\":2000}");

        var refused = transfer(2001, "Idempotency-Key", "k");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error/code")).isEqualTo("amount_too_large");
        assertThat(transfer(2000, "Idempotency-Key", "k").status()).isEqualTo(200);
        assertThat(available()).isEqualTo(98_000);

        wire.deleteControl("limits");
        assertThat(transfer(2001, "Idempotency-Key", "another").status()).isEqualTo(200);
    }

    @Test
    void a_transfer_is_found_again_by_id_group_destination_and_time() throws StripeException {
        var wanted =
                stripe.v1().transfers().create(order(1).setTransferGroup("G1").build());
        stripe.v1().transfers().create(order(2).setTransferGroup("G2").build());

        assertThat(stripe.v1().transfers().retrieve(wanted.getId()).getAmount()).isOne();
        var byGroup = stripe.v1()
                .transfers()
                .list(TransferListParams.builder().setTransferGroup("G1").build());
        assertThat(byGroup.getData()).extracting(HasId::getId).containsExactly(wanted.getId());
        assertThat(wire.get("/v1/transfers?destination=" + nora).json().get("data"))
                .hasSize(2);
        assertThat(wire.get("/v1/transfers?created[gte]=" + wanted.getCreated())
                        .json()
                        .get("data"))
                .hasSize(2);
        assertThat(wire.get("/v1/transfers?created[lt]=" + wanted.getCreated())
                        .json()
                        .get("data"))
                .isEmpty();
        assertThat(wire.get("/v1/transfers?destination=" + ready()).json().get("data"))
                .isEmpty();
    }

    @Test
    void pages_show_every_transfer_once_latest_first() throws StripeException {
        var made = new ArrayList<String>();
        for (int each = 0; each < 25; each++) {
            made.addFirst(transfer(1).id());
        }

        var seen = new ArrayList<String>();
        var first = stripe.v1()
                .transfers()
                .list(TransferListParams.builder().setLimit(10L).build());
        first.autoPagingIterable().forEach(each -> seen.add(each.getId()));

        assertThat(seen).isEqualTo(made);
        var back = wire.get("/v1/transfers?limit=3&ending_before=" + made.get(10));
        assertThat(back.json()
                        .get("data")
                        .valueStream()
                        .map(each -> each.get("id").asString()))
                .containsExactlyElementsOf(made.subList(7, 10));
        assertThat(back.json().get("has_more").asBoolean()).isTrue();
        assertThat(wire.get("/v1/transfers?starting_after=tr_none").text("/error/param"))
                .isEqualTo("starting_after");
    }

    @Test
    void description_and_metadata_change_and_nothing_else() throws StripeException {
        var transfer = stripe.v1()
                .transfers()
                .create(order(5).putMetadata("a", "1").putMetadata("b", "2").build());

        var changed = stripe.v1()
                .transfers()
                .update(
                        transfer.getId(),
                        TransferUpdateParams.builder()
                                .setDescription("d")
                                .putMetadata("a", "")
                                .build());

        assertThat(changed.getDescription()).isEqualTo("d");
        assertThat(changed.getMetadata()).containsOnlyKeys("b");
        assertThat(wire.post("/v1/transfers/" + transfer.getId(), "amount=6").code())
                .isEqualTo("parameter_unknown");
    }

    @Test
    void too_little_balance_is_refused_in_the_documented_words() {
        assertThatThrownBy(() -> stripe.v1().transfers().create(order(100_001).build()))
                .isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(400);
                    assertThat(refused.getCode()).isEqualTo("balance_insufficient");
                    assertThat(refused.getStripeError().getDocUrl()).endsWith("/balance-insufficient");
                });
    }

    @Test
    void a_currency_the_platform_has_nothing_in_is_too_little_balance() {
        var refused = wire.post("/v1/transfers", "amount=1&currency=eur&destination=" + nora);

        assertThat(refused.code()).isEqualTo("balance_insufficient");
    }

    @Test
    void an_unknown_destination_is_a_bad_parameter_and_an_unknown_transfer_is_not_found() {
        var destination = wire.post("/v1/transfers", "amount=1&currency=usd&destination=acct_none");
        var transfer = wire.get("/v1/transfers/tr_none");

        assertThat(destination.status()).isEqualTo(400);
        assertThat(destination.code()).isEqualTo("resource_missing");
        assertThat(destination.text("/error/param")).isEqualTo("destination");
        assertThat(transfer.status()).isEqualTo(404);
        assertThat(transfer.code()).isEqualTo("resource_missing");
    }

    @Test
    void a_destination_without_the_capability_is_refused() {
        nora = wire.post("/v1/accounts", "type=express&capabilities[transfers][requested]=true")
                .id();

        assertThat(transfer(1).code()).isEqualTo("insufficient_capabilities_for_transfer");
    }

    @Test
    void a_disabled_and_a_deauthorized_destination_are_refused() {
        wire.control("accounts/" + nora + "/disable", "{\"reason\":\"rejected.fraud\"}");
        assertThat(transfer(1).code()).isEqualTo("insufficient_capabilities_for_transfer");

        wire.control("accounts/" + nora + "/enable", "{}");
        assertThat(transfer(1).status()).isEqualTo(200);

        wire.control("accounts/" + nora + "/deauthorize", "{}");
        assertThat(transfer(1).code()).isEqualTo("resource_missing");
        assertThat(wire.get("/v1/accounts/" + nora).code()).isEqualTo("account_invalid");
        assertThat(wire.get("/v1/balance", "Stripe-Account", nora).status()).isEqualTo(403);
    }

    @Test
    void money_for_a_recipient_account_is_available_a_day_later() {
        nora = wire.control("accounts", "{\"service_agreement\":\"recipient\",\"country\":\"DE\"}")
                .text("/ids/0");
        transfer(700);
        var pending = wire.get("/v1/balance", "Stripe-Account", nora);
        assertThat(pending.number("/available/0/amount")).isZero();
        assertThat(pending.number("/pending/0/amount")).isEqualTo(700);

        wire.post("/v1/accounts/" + nora, "settings[payouts][schedule][interval]=manual");
        advance(86_400);

        assertThat(available(nora)).isEqualTo(700);
        assertThat(wire.get("/v1/events?type=balance.available", "Stripe-Account", nora)
                        .json()
                        .get("data"))
                .hasSize(1);
    }

    @Test
    void objects_are_put_where_expand_asks_for_them() {
        transfer(10);

        var list = wire.get("/v1/transfers?expand[]=data.balance_transaction&expand[]=data.destination");

        assertThat(list.number("/data/0/balance_transaction/amount")).isEqualTo(-10);
        assertThat(list.text("/data/0/destination/id")).isEqualTo(nora);
        assertThat(transfer(10).status()).isEqualTo(200);
        assertThat(wire.post("/v1/transfers", form(10) + "&expand[]=nothing").text("/error/param"))
                .isEqualTo("expand");
        assertThat(transfers()).isEqualTo(2);
    }

    private TransferCreateParams.Builder order(long amount) {
        return TransferCreateParams.builder()
                .setAmount(amount)
                .setCurrency("usd")
                .setDestination(nora);
    }
}
