package dev.handsel.fraud.accounts;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.accounts.AccountRow.Due;
import dev.handsel.fraud.accounts.AccountRow.Flags;
import dev.handsel.fraud.rules.Referrals;
import dev.handsel.fraud.rules.Referrals.Named;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code fraud_account} to write it. */
@Repository
class AccountStore {

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** These accounts, and all affiliates above them. */
    List<AccountRow> find(ProgramId program, Collection<String> keys) {
        return jdbc.sql("""
                with recursive above(account) as (
                    select unnest(:accounts::text[])
                    union
                    select a.referrer from above cross join lateral (
                        select referrer from fraud_account
                        where program_id = :program and account = above.account and referrer is not null limit 1) as a)
                select a.* from above cross join lateral (
                    select * from fraud_account where program_id = :program and account = above.account limit 1) as a
                """)
                .param("program", program.value())
                .param("accounts", Columns.texts(keys))
                .query(AccountStore::row)
                .list();
    }

    private static AccountRow row(ResultSet row, int number) throws SQLException {
        return new AccountRow(
                row.getString("account"),
                row.getString("doc"),
                row.getString("uses"),
                row.getString("referrer"),
                new Due(instant(row, "matures_at"), instant(row, "trades_mature_at")),
                new Flags(
                        row.getObject("delay_step", Integer.class),
                        row.getBoolean("dead"),
                        row.getBoolean("at_till"),
                        row.getBoolean("instant"),
                        row.getBoolean("brief"),
                        List.of((String[]) row.getArray("held").getArray())),
                row.getBoolean("changed"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    List<String> due(ProgramId program, Instant now) {
        return jdbc.sql("""
                select account from fraud_account where program_id = :program and matures_at <= :now
                union select account from fraud_account where program_id = :program and trades_mature_at <= :now
                """)
                .param("program", program.value())
                .param("now", utc(now))
                .query((row, _) -> row.getString("account"))
                .list();
    }

    List<String> changed(ProgramId program) {
        return jdbc.sql("select account from fraud_account where program_id = :program and changed")
                .param("program", program.value())
                .query((row, _) -> row.getString("account"))
                .list();
    }

    /** Those referrals of an affiliate whom a rule names, and those whom it holds. */
    List<String> named(ProgramId program, String affiliate, Referrals whom, Rule rule) {
        var steps = whom instanceof Referrals.Delayed delayed ? delayed : new Referrals.Delayed(-1, -1);
        return jdbc.sql("""
                select account from fraud_account where program_id = :program and referrer = :affiliate
                    and (:rule = any(held) or delay_step between :from and :to or {named})
                """.replace("{named}", condition(whom)))
                .param("program", program.value())
                .param("affiliate", affiliate)
                .param("rule", rule.id())
                .param("from", steps.from())
                .param("to", steps.to())
                .query((row, _) -> row.getString("account"))
                .list();
    }

    private static String condition(Referrals whom) {
        return switch (whom) {
            case Referrals.Delayed _ -> "false";
            case Named.NOBODY -> "false";
            case Named.ALL -> "true";
            case Named.DEAD -> "dead";
            case Named.AT_TILL -> "at_till";
            case Named.INSTANT_TRADERS -> "instant";
            case Named.BRIEF_TRADERS -> "brief";
        };
    }

    void save(ProgramId program, List<AccountRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into fraud_account (program_id, account, doc, uses, referrer, matures_at, trades_mature_at, delay_step, dead,
                    at_till, instant, brief, held, changed)
                select :program, account, doc, uses, referrer, matures, trades, delay, dead, at_till, instant, brief,
                    held::text[], changed
                from unnest(:accounts::text[], :docs::json[], :uses::json[], :referrers::text[],
                    :matures::timestamptz[], :tradesMature::timestamptz[], :delays::smallint[], :dead::boolean[],
                    :atTill::boolean[], :instant::boolean[], :brief::boolean[], :held::text[], :changed::boolean[])
                    as t(account, doc, uses, referrer, matures, trades, delay, dead, at_till, instant, brief, held, changed)
                on conflict (program_id, account) do update set doc = excluded.doc,
                    uses = case when excluded.uses::text = 'null' then fraud_account.uses else excluded.uses end,
                    referrer = excluded.referrer, matures_at = excluded.matures_at,
                    trades_mature_at = excluded.trades_mature_at, delay_step = excluded.delay_step, dead = excluded.dead,
                    at_till = excluded.at_till, instant = excluded.instant, brief = excluded.brief, held = excluded.held,
                    changed = excluded.changed
                """)
                .param("program", program.value())
                .params(columns(rows).params())
                .update();
    }

    private static Columns<AccountRow> columns(List<AccountRow> rows) {
        return Columns.of(rows)
                .with("accounts", AccountRow::account)
                .with("docs", AccountRow::doc)
                .with("uses", AccountRow::uses)
                .with("referrers", AccountRow::referrer)
                .with("matures", row -> row.due().matures())
                .with("tradesMature", row -> row.due().tradesMature())
                .with("delays", row -> row.flags().delayStep())
                .with("dead", row -> row.flags().dead())
                .with("atTill", row -> row.flags().atTill())
                .with("instant", row -> row.flags().instant())
                .with("brief", row -> row.flags().brief())
                .with("held", row -> Columns.literal(row.flags().held()))
                .with("changed", AccountRow::changed);
    }

    void forget(ProgramId program, String account) {
        jdbc.sql("delete from fraud_account where program_id = :program and account = :account")
                .param("program", program.value())
                .param("account", account)
                .update();
    }
}
