package dev.handsel.ledger;

import static dev.handsel.clock.SystemClock.utc;

import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import dev.handsel.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
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

    void post(ProgramId program, String actor, List<Entry> entries) {
        var legs = legs(entries);
        jdbc.sql("""
                select ledger_post(:program, :actor, :ids, :kinds, :keys, :hashes, :effective::timestamptz[], :sourceTypes,
                    :sourceIds, :legTransactions, :legSeqs, :legAffiliates::uuid[], :legNames,
                    :legCurrencies, :legAmounts)
                """)
                .param("program", program.value())
                .param("actor", actor)
                .param("ids", entries.stream().map(entry -> entry.id().value()).toArray(UUID[]::new))
                .param(
                        "kinds",
                        entries.stream().map(entry -> entry.kind().name()).toArray(String[]::new))
                .param("keys", entries.stream().map(Entry::key).toArray(String[]::new))
                .param("hashes", entries.stream().map(Entry::requestHash).toArray(byte[][]::new))
                .param(
                        "effective",
                        entries.stream()
                                .map(entry -> utc(entry.effectiveAt()).toString())
                                .toArray(String[]::new))
                .param(
                        "sourceTypes",
                        entries.stream().map(entry -> entry.source().type()).toArray(String[]::new))
                .param(
                        "sourceIds",
                        entries.stream().map(entry -> entry.source().id()).toArray(String[]::new))
                .param("legTransactions", legs.stream().map(Leg::transaction).toArray(Integer[]::new))
                .param("legSeqs", legs.stream().map(Leg::seq).toArray(Integer[]::new))
                .param("legAffiliates", legs.stream().map(Leg::affiliate).toArray(String[]::new))
                .param(
                        "legNames",
                        legs.stream().map(leg -> leg.account().book()).toArray(String[]::new))
                .param(
                        "legCurrencies",
                        legs.stream()
                                .map(leg -> leg.currency().getCurrencyCode())
                                .toArray(String[]::new))
                .param("legAmounts", legs.stream().map(Leg::amount).toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    private record Leg(int transaction, int seq, Account account, Currency currency, long amount) {
        @Nullable String affiliate() {
            return switch (account) {
                case Account.Owed owed -> owed.affiliate().value().toString();
                case Account.Platform _ -> null;
            };
        }
    }

    private static List<Leg> legs(List<Entry> entries) {
        var legs = new ArrayList<Leg>(entries.size() * 2);
        for (int i = 0; i < entries.size(); i++) {
            var posting = entries.get(i).posting();
            var amount = posting.amount();
            legs.add(new Leg(i + 1, 1, posting.debit(), amount.currency(), amount.minor()));
            legs.add(new Leg(i + 1, 2, posting.credit(), amount.currency(), -amount.minor()));
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
                Currency.getInstance(row.getString("currency")),
                row.getLong("pending"),
                row.getLong("payable"),
                row.getLong("in_flight"),
                row.getLong("paid"),
                row.getLong("clawed_back"));
    }

    long lockPayable(AffiliateId affiliate, Currency currency) {
        return jdbc.sql("""
                select -b.balance from ledger_balance b join ledger_account a on a.id = b.account_id
                where a.affiliate_id = :affiliate and a.name = 'payable' and a.currency = :currency for update of b
                """)
                .param("affiliate", affiliate.value())
                .param("currency", currency.getCurrencyCode())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    List<Payable> lockPayables(ProgramId program, long after, int most) {
        return jdbc.sql("""
                select a.id, a.affiliate_id, a.currency, -b.balance as payable
                from ledger_account a join ledger_balance b on b.account_id = a.id
                where a.program_id = :program and a.name = 'payable' and a.id > :after and b.balance < 0
                order by a.id limit :most for update of b
                """)
                .param("program", program.value())
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new Payable(
                        row.getLong("id"),
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        new Money(row.getLong("payable"), Currency.getInstance(row.getString("currency")))))
                .list();
    }
}
