package dev.handsel.ledger;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a database of its own, without the rest of the server. Every programme is a new one. */
final class Books {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;

    Books() {
        var database = TestDatabase.migrated().dataSource();
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        ledger = new Ledger(new LedgerStore(jdbc));
    }

    ProgramId program() {
        var id = ProgramId.fresh();
        jdbc.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_schedule, payout_provider, attribution_model, attribution_window_days, consent, test_now, created_at)
                values (:id, 'Programme', :slug, 'test', 'https://example.com', '{example.com}', 'USD', 30,
                    'manual', 'simulated', 'last_click', 30, 'not_applicable', now(), now())
                """)
                .param("id", id.value())
                .param("slug", "p-" + UUID.randomUUID())
                .update();
        return id;
    }

    /** Posts all of it in one database transaction. */
    void post(ProgramId program, List<Transaction> entries) {
        transactions.executeWithoutResult(_ -> ledger.post(program, "test", entries));
    }

    List<Balance> balances(AffiliateId affiliate) {
        return ledger.balances(affiliate);
    }

    /** What every account of the programme holds, as {@code name currency affiliate}, debits positive. */
    Map<String, Long> sums(ProgramId program) {
        var sums = new TreeMap<String, Long>();
        jdbc.sql("""
                select concat_ws(' ', a.name, a.currency, a.affiliate_id) as account, sum(p.amount)::bigint as total
                from ledger_account a join ledger_posting p on p.account_id = a.id
                where a.program_id = :program group by 1
                """).param("program", program.value()).query(row -> {
            sums.put(String.valueOf(row.getString("account")), row.getLong("total"));
        });
        return sums;
    }

    long transactions(ProgramId program) {
        return jdbc.sql("select count(*) from ledger_transaction where program_id = :program")
                .param("program", program.value())
                .query(Long.class)
                .single();
    }

    List<String> violations() {
        return jdbc.sql("select what || ': ' || id from ledger_violation")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }
}
