package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.once.Attempt;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Standing;
import dev.handsel.platform.stripe.KeyWindow;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code transfer_request}. Its times are those of the database's clock. */
@Repository
class Attempts {

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes down the first attempt, or one more; none where the key's time is over. */
    Optional<Attempt> begin(PayoutId payout, Request request) {
        return jdbc.sql("""
                insert into transfer_request as r (payout_id, idem_key, body) values (:payout, :key, :body)
                on conflict (payout_id) do update set attempts = r.attempts + 1, unanswered = r.unanswered + 1,
                    last_sent_at = now()
                    where r.first_sent_at > now() - :repeatable::interval
                returning attempts, idem_key, body
                """)
                .param("repeatable", KeyWindow.REPEATABLE.toString())
                .param("payout", payout.value())
                .param("key", request.key())
                .param("body", request.body())
                .query((row, _) -> new Attempt(
                        row.getInt("attempts"),
                        new Request(TransferRequest.PATH, row.getString("idem_key"), row.getString("body"))))
                .optional();
    }

    /** One attempt is known for certain to have done nothing. */
    Standing answered(PayoutId payout) {
        return jdbc.sql("update transfer_request set unanswered = unanswered - 1 where payout_id = :payout returning "
                        + Standing.COLUMNS)
                .param("payout", payout.value())
                .params(Standing.windows())
                .query(Standing::read)
                .single();
    }

    /** None where it was never sent. */
    Optional<Standing> of(PayoutId payout) {
        return jdbc.sql("select " + Standing.COLUMNS + " from transfer_request where payout_id = :payout")
                .param("payout", payout.value())
                .params(Standing.windows())
                .query(Standing::read)
                .optional();
    }
}
