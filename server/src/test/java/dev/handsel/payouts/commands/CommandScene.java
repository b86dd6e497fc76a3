package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.transfers.StripeScene;
import dev.handsel.payouts.updates.EventDrive;
import dev.handsel.testing.Client.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Payouts that were transferred, and what may be asked of Stripe for them afterwards. */
public abstract class CommandScene extends StripeScene {

    protected static final long AMOUNT = 6_000;

    @Autowired
    protected CommandDrive commands;

    @Autowired
    protected EventDrive events;

    @BeforeEach
    void nothing_else_is_ordered() {
        commands.send();
    }

    /** An affiliate whose account at Stripe pays out only when asked to. */
    protected Payee byHand(Shop shop) {
        var payee = stranger(shop);
        connect(
                shop,
                payee.id(),
                stripe.control("accounts", Map.of("count", 1, "country", "US", "interval", "manual"))
                        .get("ids")
                        .get(0)
                        .asString());
        return payee;
    }

    /** A payout of this scene's amount that was transferred. */
    protected PayoutId transferred(Shop shop, Payee payee) {
        var payout = reserved(shop, payee, AMOUNT);
        send();
        assertThat(state(payout)).isEqualTo("transferred");
        return payout;
    }

    protected Reply takeBack(PayoutId payout, @Nullable Long amount) {
        var body = amount == null ? "{\"reason\": \"fraud\"}" : "{\"amount\": " + amount + ", \"reason\": \"fraud\"}";
        return post(somebody("finance").token(), "/v1/payouts/" + payout + "/reversals", body);
    }

    protected List<String> deeds(PayoutId payout) {
        return jdbc.sql("select action from audit_entry where object = :id order by id")
                .param("id", payout.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** How much Stripe took back of the payout's transfer. */
    protected long backAtStripe(PayoutId payout) {
        return stripe.api("GET", "/v1/transfers?transfer_group=" + payout.value(), "")
                .get("data")
                .get(0)
                .get("amount_reversed")
                .asLong();
    }

    /** What Stripe pays to the bank of this payee, the newest first: id and state. */
    protected List<Map.Entry<String, String>> bankPayouts(Payee payee) {
        return stripe.api("GET", "/v1/payouts?limit=100", "", "Stripe-Account", destination(payee))
                .get("data")
                .valueStream()
                .map(one ->
                        Map.entry(one.get("id").asString(), one.get("status").asString()))
                .toList();
    }

    protected String hold(PayoutId payout) {
        return String.valueOf(jdbc.sql("select coalesce(hold, '') from payout where id = :id")
                .param("id", payout.value())
                .query(String.class)
                .single());
    }

    protected String bankState(PayoutId payout) {
        return String.valueOf(jdbc.sql("select coalesce(bank_state, '') from payout where id = :id")
                .param("id", payout.value())
                .query(String.class)
                .single());
    }
}
