package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * What transfers became on the side of the connected accounts, by which Stripe's bank payouts name them. The only one that
 * names the table {@code transfer_payment}.
 */
@Repository
public class Payments {

    private final JdbcClient jdbc;

    Payments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remember(PayoutId payout, JsonNode transfer) {
        var payment = transfer.path("destination_payment");
        if (payment.isString()) {
            jdbc.sql("""
                    insert into transfer_payment (payment, payout_id) values (:payment, :payout) on conflict do nothing
                    """)
                    .param("payment", payment.asString())
                    .param("payout", payout.value())
                    .update();
        }
    }

    /** The payouts whose transfers became these payments. */
    public List<PayoutId> payouts(Collection<String> payments) {
        return jdbc.sql(
                        "select distinct payout_id from transfer_payment where payment = any(:payments) order by payout_id")
                .param("payments", payments.toArray(String[]::new))
                .query((row, _) -> new PayoutId(row.getObject("payout_id", UUID.class)))
                .list();
    }

    /** What the payout's transfers are called on the other side, {@code py_...}. */
    public List<String> of(PayoutId payout) {
        return jdbc.sql("select payment from transfer_payment where payout_id = :payout order by payment")
                .param("payout", payout.value())
                .query((row, _) -> row.getString("payment"))
                .list();
    }
}
