package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.once.Attempt;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Standing;
import dev.handsel.platform.stripe.KeyWindow;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The requests by which payouts, and parts of payouts, are sent. The only one that names the tables {@code transfer_request} and
 * {@code transfer_part_request}. Its times are those of the database's clock.
 */
@Repository
class Attempts {

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes down the first attempt, or one more; none where the key's time is over. */
    Optional<Attempt> begin(Outgoing item, Request request) {
        var begin = item.part() == null ? """
                insert into transfer_request as r (payout_id, idem_key, body) values (:payout, :key, :body)
                on conflict (payout_id) do update""" : """
                insert into transfer_part_request as r (payout_id, part, idem_key, body) values (:payout, :part, :key, :body)
                on conflict (payout_id, part) do update""";
        return jdbc.sql(begin + """
                 set attempts = r.attempts + 1, unanswered = r.unanswered + 1, last_sent_at = now()
                    where r.first_sent_at > now() - :repeatable::interval
                returning attempts, idem_key, body
                """)
                .param("repeatable", KeyWindow.REPEATABLE.toString())
                .param("payout", item.id().value())
                .param("part", item.number())
                .param("key", request.key())
                .param("body", request.body())
                .query((row, _) -> new Attempt(
                        row.getInt("attempts"),
                        new Request(TransferRequest.PATH, row.getString("idem_key"), row.getString("body"))))
                .optional();
    }

    /** One attempt is known for certain to have done nothing. */
    Standing answered(Outgoing item) {
        var one = item.part() == null
                ? "update transfer_request set unanswered = unanswered - 1 where payout_id = :payout"
                : """
                update transfer_part_request set unanswered = unanswered - 1 where payout_id = :payout and part = :part""";
        return jdbc.sql(one + " returning " + Standing.COLUMNS)
                .param("payout", item.id().value())
                .param("part", item.number())
                .params(Standing.windows())
                .query(Standing::read)
                .single();
    }

    /** It is known otherwise that no attempt at the whole payout did anything. */
    void certain(PayoutId payout) {
        jdbc.sql("update transfer_request set unanswered = 0 where payout_id = :payout")
                .param("payout", payout.value())
                .update();
    }

    /**
     * None where it was never sent.
     *
     * @param part 0 where it is about the whole payout
     */
    Optional<Standing> of(PayoutId payout, int part) {
        var which = part == 0
                ? " from transfer_request where payout_id = :payout"
                : " from transfer_part_request where payout_id = :payout and part = :part";
        return jdbc.sql("select " + Standing.COLUMNS + which)
                .param("payout", payout.value())
                .param("part", part)
                .params(Standing.windows())
                .query(Standing::read)
                .optional();
    }
}
