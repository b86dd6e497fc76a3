package dev.handsel.ledger;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Ledger.Outgoing;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the tables {@code ledger_*}. */
@Repository
class LedgerStore {

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void post(ProgramId program, String actor, List<Transaction> transactions) {
        jdbc.sql("""
                select ledger_post(:program, :actor, :ids::uuid[], :kinds, :keys, :hashes, :effective::timestamptz[],
                    :sourceTypes, :sourceIds, :legTransactions::int[], :legSeqs::int[], :legAffiliates::uuid[], :legNames,
                    :legCurrencies, :legAmounts::bigint[])
                """)
                .param("program", program.value())
                .param("actor", actor)
                .params(Columns.of(transactions)
                        .with("ids", entry -> entry.id().value())
                        .with("kinds", Transaction::kind)
                        .with("keys", Transaction::key)
                        .withBytes("hashes", Transaction::requestHash)
                        .with("effective", Transaction::effectiveAt)
                        .with("sourceTypes", entry -> entry.source().type())
                        .with("sourceIds", entry -> entry.source().id())
                        .params())
                .params(Columns.of(legs(transactions))
                        .with("legTransactions", EntryRow::transaction)
                        .with("legSeqs", EntryRow::seq)
                        .with("legAffiliates", EntryRow::affiliate)
                        .with("legNames", leg -> leg.account().book())
                        .with("legCurrencies", EntryRow::currency)
                        .with("legAmounts", EntryRow::amount)
                        .params())
                .query(Integer.class)
                .single();
    }

    private record EntryRow(int transaction, int seq, Account account, Currency currency, long amount) {
        @Nullable String affiliate() {
            return switch (account) {
                case Account.Owed owed -> owed.affiliate().value().toString();
                case Account.Platform _ -> null;
            };
        }
    }

    private static List<EntryRow> legs(List<Transaction> transactions) {
        var legs = new ArrayList<EntryRow>(transactions.size() * 2);
        for (int i = 0; i < transactions.size(); i++) {
            var posting = transactions.get(i).posting();
            var amount = posting.amount();
            legs.add(new EntryRow(i + 1, 1, posting.debit(), amount.currency(), amount.minor()));
            legs.add(new EntryRow(i + 1, 2, posting.credit(), amount.currency(), -amount.minor()));
        }
        return legs;
    }

    List<Balance> balances(AffiliateId affiliate) {
        return jdbc.sql("""
                select a.currency,
                    -coalesce(sum(f.total) filter (where a.name = 'pending'), 0) as pending,
                    -coalesce(sum(f.total) filter (where a.name = 'payable'), 0) as payable,
                    -coalesce(sum(f.total) filter (where a.name = 'in_flight'), 0) as in_flight,
                    coalesce(sum(f.total) filter (where f.kind in ('PAYOUT_SETTLE', 'TRANSFER_REVERSED')), 0) as paid,
                    coalesce(sum(f.total) filter (where f.kind in ('CLAWBACK', 'REINSTATE')), 0) as clawed_back
                from ledger_account a join ledger_flow f on f.account_id = a.id
                where a.affiliate_id = :affiliate group by a.currency order by a.currency
                """)
                .param("affiliate", affiliate.value())
                .query(LedgerStore::balance)
                .list();
    }

    private static Balance balance(ResultSet row, int number) throws SQLException {
        return new Balance(
                Currency.of(row.getString("currency")),
                row.getLong("pending"),
                row.getLong("payable"),
                row.getLong("in_flight"),
                row.getLong("paid"),
                row.getLong("clawed_back"));
    }

    /** What is corrected away is not counted against what was added. */
    List<Outgoing> outgoing(Collection<AffiliateId> affiliates) {
        return jdbc.sql("""
                with sums as (
                    select a.affiliate_id, a.currency,
                        coalesce(sum(f.total) filter (where f.kind in ('PAYOUT_SETTLE', 'TRANSFER_REVERSED')), 0) as paid,
                        -coalesce(sum(f.total) filter (where a.name = 'in_flight'), 0) as in_flight,
                        -coalesce(sum(f.total) filter (where a.name = 'payable' and f.kind in ('ADJUST', 'WRITE_OFF')), 0) as added
                    from ledger_account a join ledger_flow f on f.account_id = a.id
                    where a.affiliate_id = any(:affiliates) group by a.affiliate_id, a.currency)
                select affiliate_id, currency, paid, greatest(0, paid - greatest(0, added)) as sure,
                    greatest(0, paid + in_flight - greatest(0, added)) as out from sums
                """)
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query((row, _) -> new Outgoing(
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        Currency.of(row.getString("currency")),
                        row.getLong("paid"),
                        row.getLong("sure"),
                        row.getLong("out")))
                .list();
    }

    void lock(Collection<AffiliateId> affiliates) {
        jdbc.sql("""
                select b.account_id from ledger_balance b join ledger_account a on a.id = b.account_id
                where a.affiliate_id = any(:affiliates) order by b.account_id for update of b
                """)
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query((row, _) -> row.getLong("account_id"))
                .list();
    }

    long lockPayable(AffiliateId affiliate, Currency currency) {
        return jdbc.sql("""
                select -b.balance from ledger_balance b join ledger_account a on a.id = b.account_id
                where a.affiliate_id = :affiliate and a.name = 'payable' and a.currency = :currency for update of b
                """)
                .param("affiliate", affiliate.value())
                .param("currency", currency.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    List<Payable> lockPayables(ProgramId program, long after, int most) {
        return payables(program, after, most, "for update of b");
    }

    List<Payable> payables(ProgramId program, long after, int most) {
        return payables(program, after, most, "");
    }

    private List<Payable> payables(ProgramId program, long after, int most, String locking) {
        return jdbc.sql("""
                select a.id, a.affiliate_id, a.currency, -b.balance as payable
                from ledger_account a join ledger_balance b on b.account_id = a.id
                where a.program_id = :program and a.name = 'payable' and a.id > :after and b.account_id > :after
                    and b.balance < 0
                order by a.id limit :most %s
                """.formatted(locking))
                .param("program", program.value())
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new Payable(
                        row.getLong("id"),
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        new Money(row.getLong("payable"), Currency.of(row.getString("currency")))))
                .list();
    }
}
