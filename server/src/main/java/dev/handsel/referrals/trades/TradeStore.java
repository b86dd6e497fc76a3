package dev.handsel.referrals.trades;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.facts.Fact.Side;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code trade}. */
@Repository
class TradeStore {

    private final JdbcClient jdbc;

    TradeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Trade> find(ProgramId program, Collection<String> refs) {
        return jdbc.sql("""
                select t.*, c.ref as customer_ref from trade t join customer c on c.id = t.customer_id
                where t.program_id = :program and t.ref = any(:refs)
                """)
                .param("program", program.value())
                .param("refs", Columns.texts(refs))
                .query(TradeStore::read)
                .list();
    }

    /** A trade and the key of its place in the list. */
    record ListedTrade(Trade trade, String key) {}

    /** The customer's trades opened from {@code from} on, the oldest first. */
    List<ListedTrade> of(CustomerId customer, Instant from, PageRequest page) {
        var keyset = page.ascending("t.key");
        return jdbc.sql("""
                select * from (
                    select t.*, c.ref as customer_ref,
                        to_char(t.opened_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US ') || t.ref as key
                    from trade t join customer c on c.id = t.customer_id
                    where t.customer_id = :customer and t.opened_at >= :from
                ) t where true""" + keyset.sql())
                .param("customer", customer.value())
                .param("from", utc(from))
                .params(keyset.params())
                .query((row, number) -> new ListedTrade(read(row, number), row.getString("key")))
                .list();
    }

    /**
     * Figures about trades of a customer.
     *
     * @param signalled whether they came from signals
     * @param currency of their profit; null for those that are open
     * @param wins closed with a profit
     */
    record Sum(boolean signalled, @Nullable String currency, long trades, long wins, long pnl, long commission) {}

    /** The customer's trades opened from {@code from} on, summed up by where they came from and currency. */
    List<Sum> sums(CustomerId customer, Instant from) {
        return jdbc.sql("""
                select signal is not null as signalled, currency, count(*) as trades,
                    count(*) filter (where pnl > 0) as wins, coalesce(sum(pnl), 0)::bigint as pnl,
                    coalesce(sum(commission), 0)::bigint as commission
                from trade where customer_id = :customer and opened_at >= :from
                group by 1, 2 order by 1, 2
                """)
                .param("customer", customer.value())
                .param("from", utc(from))
                .query((row, _) -> new Sum(
                        row.getBoolean("signalled"),
                        row.getString("currency"),
                        row.getLong("trades"),
                        row.getLong("wins"),
                        row.getLong("pnl"),
                        row.getLong("commission")))
                .list();
    }

    void addAll(ProgramId program, List<Trade> trades) {
        if (trades.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into trade (program_id, ref, customer_id, symbol, side, volume, open_price, account, spread,
                    contract_size, signal, opened_event_id, opened_at, closed_event_id, closed_at, close_price, pnl,
                    commission, currency)
                select :program, * from unnest(:refs::text[], :customers::uuid[], :symbols::text[], :sides::text[],
                    :volumes::numeric[], :prices::numeric[], :accounts::text[], :spreads::numeric[], :sizes::numeric[],
                    :signals::text[], :openedBy::text[], :opened::timestamptz[], :closedBy::text[],
                    :closed::timestamptz[], :closePrices::numeric[], :pnls::bigint[], :commissions::bigint[],
                    :currencies::text[])
                """)
                .param("program", program.value())
                .params(closing(Columns.of(trades)
                                .with("refs", Trade::ref)
                                .with("customers", trade -> trade.customer().value())
                                .with("symbols", trade -> trade.opened().symbol())
                                .with("sides", trade -> trade.opened().side().word())
                                .with("volumes", trade -> trade.opened().volume())
                                .with("prices", trade -> trade.opened().price())
                                .with("accounts", trade -> trade.opened().account())
                                .with("spreads", trade -> trade.opened().spread())
                                .with("sizes", trade -> trade.opened().contractSize())
                                .with("signals", trade -> trade.opened().signal())
                                .with(
                                        "openedBy",
                                        trade -> trade.opened().envelope().id())
                                .with(
                                        "opened",
                                        trade -> trade.opened().envelope().occurredAt()))
                        .params())
                .update();
    }

    void closeAll(ProgramId program, List<Trade> trades) {
        if (trades.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update trade t set closed_event_id = n.closed_by, closed_at = n.closed, close_price = n.price, pnl = n.pnl,
                    commission = n.commission, currency = n.currency
                from unnest(:refs::text[], :closedBy::text[], :closed::timestamptz[], :closePrices::numeric[],
                    :pnls::bigint[], :commissions::bigint[], :currencies::text[])
                    as n(ref, closed_by, closed, price, pnl, commission, currency)
                where t.program_id = :program and t.ref = n.ref
                """)
                .param("program", program.value())
                .params(closing(Columns.of(trades).with("refs", Trade::ref)).params())
                .update();
    }

    private static Columns<Trade> closing(Columns<Trade> columns) {
        return columns.with(
                        "closedBy",
                        trade -> trade.closed() == null
                                ? null
                                : trade.closed().envelope().id())
                .with(
                        "closed",
                        trade -> trade.closed() == null
                                ? null
                                : trade.closed().envelope().occurredAt())
                .with(
                        "closePrices",
                        trade -> trade.closed() == null ? null : trade.closed().price())
                .with(
                        "pnls",
                        trade -> trade.closed() == null ? null : trade.closed().pnl())
                .with(
                        "commissions",
                        trade -> trade.closed() == null ? null : trade.closed().commission())
                .with(
                        "currencies",
                        trade -> trade.closed() == null ? null : trade.closed().currency());
    }

    private static Trade read(ResultSet row, int number) throws SQLException {
        var customer = row.getString("customer_ref");
        var ref = row.getString("ref");
        var opened = new Fact.TradeOpened(
                new Envelope(
                        row.getString("opened_event_id"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant()),
                customer,
                ref,
                row.getString("symbol"),
                Word.read(Side.class, row.getString("side")),
                Objects.requireNonNull(row.getBigDecimal("volume")),
                Objects.requireNonNull(row.getBigDecimal("open_price")),
                row.getString("account"),
                row.getBigDecimal("spread"),
                row.getBigDecimal("contract_size"),
                row.getString("signal"));
        return new Trade(
                ref, new CustomerId(row.getObject("customer_id", UUID.class)), opened, closed(row, customer, ref));
    }

    private static Fact.@Nullable TradeClosed closed(ResultSet row, String customer, String ref) throws SQLException {
        var by = row.getString("closed_event_id");
        return by == null
                ? null
                : new Fact.TradeClosed(
                        new Envelope(
                                by,
                                row.getObject("closed_at", OffsetDateTime.class).toInstant()),
                        customer,
                        ref,
                        Objects.requireNonNull(row.getBigDecimal("close_price")),
                        row.getLong("pnl"),
                        row.getObject("commission", Long.class),
                        row.getString("currency"));
    }
}
