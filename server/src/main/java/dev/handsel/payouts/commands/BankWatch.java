package dev.handsel.payouts.commands;

import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.PayoutsChanged;
import dev.handsel.platform.work.QueueRows;
import dev.handsel.platform.work.WorkQueue;
import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueues;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The accounts whose bank payouts are asked for, and when: every one that something was heard of, in the same transaction.
 * The only one that names the table {@code bank_watch}.
 */
@Repository
class BankWatch {

    private final JdbcClient jdbc;
    private final WorkQueue queue;

    BankWatch(JdbcClient jdbc, WorkQueues queues) {
        this.jdbc = jdbc;
        this.queue = queues.open(QueueRows.of("bank_watch", "account").lease(Duration.ofHours(1)));
    }

    /**
     * An account whose turn it is.
     *
     * @param news how much had been heard of it then
     */
    record Watched(String account, long news) {}

    @EventListener
    void changed(PayoutsChanged news) {
        for (var change : news.changes()) {
            var account = change.payout().order().destination();
            if (account != null
                    && (change.payout() instanceof Transferred || change.payout() instanceof PartlyReversed)) {
                heard(account);
            }
        }
    }

    private void heard(String account) {
        jdbc.sql("""
                insert into bank_watch as w (account, due_at) values (:account, now() + interval '1 hour')
                on conflict (account) do update set due_at = least(w.due_at, excluded.due_at), news = w.news + 1
                """).param("account", account).update();
    }

    /** Those that have been due for longest; each is due again after an hour, whatever becomes of it. */
    List<Watched> claim(int most) {
        return queue.claim(most, (row, _) -> new Watched(row.getString("account"), row.getLong("news"))).stream()
                .map(Claimed::row)
                .toList();
    }

    /** It is asked again after this pause, unless something was heard meanwhile. */
    void again(Watched watched, Duration pause) {
        jdbc.sql("update bank_watch set due_at = now() + :pause::interval where account = :account and news = :news")
                .param("account", watched.account())
                .param("news", watched.news())
                .param("pause", pause.toString())
                .update();
    }

    /** There is nothing left to be asked, unless something was heard meanwhile. */
    void end(Watched watched) {
        jdbc.sql("delete from bank_watch where account = :account and news = :news")
                .param("account", watched.account())
                .param("news", watched.news())
                .update();
    }
}
