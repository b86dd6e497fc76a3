package dev.handsel.referrals.trades;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.groupingBy;

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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the tables {@code trade} and {@code trade_part}. */
@Repository
class TradeStore {

    private final JdbcClient jdbc;

    TradeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Trade> find(ProgramId program, Collection<String> refs) {
        var found = jdbc.sql("""
                select t.*, c.ref as customer_ref from trade t join customer c on c.id = t.customer_id
                where t.program_id = :program and t.ref = any(:refs)
                """)
                .param("program", program.value())
                .param("refs", Columns.texts(refs))
                .query(TradeStore::read)
                .list();
        var parts = parts(program, found.stream().map(Trade::ref).toList());
        return found.stream().map(trade -> trade.with(parts)).toList();
    }

    /** The parts of these trades that were closed, by the trade; asks nobody about none. */
    private Map<String, List<Fact.TradeClosed>> parts(ProgramId program, List<String> trades) {
        if (trades.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        "select * from trade_part where program_id = :program and trade_ref = any(:trades) order by event_id")
                .param("program", program.value())
                .param("trades", Columns.texts(trades))
                .query((row, _) -> part(row))
                .list()
                .stream()
                .collect(groupingBy(Fact.TradeClosed::trade));
    }

    /** A trade and the key of its place in the list. */
    record ListedTrade(Trade trade, String key) {}

    /** The customer's trades opened from {@code from} on, the oldest first. */
    List<ListedTrade> of(ProgramId program, CustomerId customer, Instant from, PageRequest page) {
        var keyset = page.ascending("t.key");
        var found = jdbc.sql("""
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
        var parts = parts(
                program, found.stream().map(listed -> listed.trade().ref()).toList());
        return found.stream()
                .map(listed -> new ListedTrade(listed.trade().with(parts), listed.key()))
                .toList();
    }

    /**
     * Figures about trades of a customer.
     *
     * @param signalled whether they came from signals
     * @param currency of their profit; null for those of which nothing was closed
     * @param closed those of which nothing is open any more
     * @param wins closed with a profit
     */
    record Sum(
            boolean signalled,
            @Nullable String currency,
            long trades,
            long closed,
            long wins,
            long pnl,
            long commission) {}

    /** The customer's trades opened from {@code from} on, summed up by where they came from and currency. */
    List<Sum> sums(CustomerId customer, Instant from) {
        return jdbc.sql("""
                select signalled, currency, count(*) as trades, count(*) filter (where ended) as closed,
                    count(*) filter (where ended and pnl > 0) as wins, sum(pnl)::bigint as pnl,
                    sum(commission)::bigint as commission
                from (
                    select t.signal is not null as signalled, coalesce(t.currency, p.currency) as currency,
                        t.closed_event_id is not null or p.volume >= t.volume as ended,
                        coalesce(t.pnl, 0) + coalesce(p.pnl, 0) as pnl,
                        coalesce(t.commission, 0) + coalesce(p.commission, 0) as commission
                    from trade t cross join lateral (
                        select min(currency) as currency, sum(volume) as volume, sum(pnl) as pnl, sum(commission) as commission
                        from trade_part where program_id = t.program_id and trade_ref = t.ref) p
                    where t.customer_id = :customer and t.opened_at >= :from) t
                group by 1, 2 order by 1, 2
                """)
                .param("customer", customer.value())
                .param("from", utc(from))
                .query((row, _) -> new Sum(
                        row.getBoolean("signalled"),
                        row.getString("currency"),
                        row.getLong("trades"),
                        row.getLong("closed"),
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

    void addParts(ProgramId program, List<Fact.TradeClosed> parts) {
        if (parts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into trade_part (program_id, event_id, trade_ref, closed_at, volume, price, pnl, commission, currency)
                select :program, * from unnest(:events::text[], :trades::text[], :closed::timestamptz[], :volumes::numeric[],
                    :prices::numeric[], :pnls::bigint[], :commissions::bigint[], :currencies::text[])
                """)
                .param("program", program.value())
                .params(Columns.of(parts)
                        .with("events", part -> part.envelope().id())
                        .with("trades", Fact.TradeClosed::trade)
                        .with("closed", part -> part.envelope().occurredAt())
                        .with("volumes", Fact.TradeClosed::volume)
                        .with("prices", Fact.TradeClosed::price)
                        .with("pnls", Fact.TradeClosed::pnl)
                        .with("commissions", Fact.TradeClosed::commission)
                        .with("currencies", Fact.TradeClosed::currency)
                        .params())
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
                ref,
                new CustomerId(row.getObject("customer_id", UUID.class)),
                opened,
                closed(row, customer, ref),
                List.of());
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
                        null,
                        Objects.requireNonNull(row.getBigDecimal("close_price")),
                        row.getLong("pnl"),
                        row.getObject("commission", Long.class),
                        row.getString("currency"));
    }

    private static Fact.TradeClosed part(ResultSet row) throws SQLException {
        return new Fact.TradeClosed(
                new Envelope(
                        row.getString("event_id"),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant()),
                null,
                row.getString("trade_ref"),
                row.getBigDecimal("volume"),
                Objects.requireNonNull(row.getBigDecimal("price")),
                row.getLong("pnl"),
                row.getObject("commission", Long.class),
                row.getString("currency"));
    }
}
