package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.platform.stripe.KeyWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code transfer_request}. Its times are those of the database's clock. */
@Repository
class Attempts {

    private static final String WINDOWS = """
            first_sent_at > now() - :repeatable::interval as repeatable,
            ceil(extract(epoch from first_sent_at + :conclusive::interval - now()))::bigint as wait""";

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One attempt: its number, and the request as it was written down at the first one. */
    record Attempt(int number, TransferRequest request) {}

    /**
     * How it stands.
     *
     * @param attempts how often it was sent
     * @param unanswered how many of these nobody knows to have done nothing
     * @param repeatable whether the same key may still be sent
     * @param untilConclusive how long until a look-up tells the truth; not positive when it does
     */
    record Standing(int attempts, int unanswered, boolean repeatable, Duration untilConclusive) {
        boolean conclusive() {
            return !untilConclusive.isPositive();
        }
    }

    /** Writes down the first attempt, or one more; none where the key's time is over. */
    Optional<Attempt> begin(PayoutId payout, TransferRequest request) {
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
                        row.getInt("attempts"), new TransferRequest(row.getString("idem_key"), row.getString("body"))))
                .optional();
    }

    /** One attempt is known for certain to have done nothing. */
    Standing answered(PayoutId payout) {
        return standing(
                        "update transfer_request set unanswered = unanswered - 1 where payout_id = :payout returning ",
                        payout,
                        "")
                .orElseThrow();
    }

    /** None where it was never sent. */
    Optional<Standing> of(PayoutId payout) {
        return standing("select ", payout, " from transfer_request where payout_id = :payout");
    }

    private Optional<Standing> standing(String before, PayoutId payout, String after) {
        return jdbc.sql(before + "attempts, unanswered, " + WINDOWS + after)
                .param("payout", payout.value())
                .param("repeatable", KeyWindow.REPEATABLE.toString())
                .param("conclusive", KeyWindow.CONCLUSIVE.toString())
                .query(Attempts::standing)
                .optional();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getInt("attempts"),
                row.getInt("unanswered"),
                row.getBoolean("repeatable"),
                Duration.ofSeconds(row.getLong("wait")));
    }
}
