package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.ClosedTrade;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trades of which nothing is open any more, as they are kept elsewhere. */
@Repository
public class Closings {

    /** The last event is found among the few by their ids: with a limit the planner would go through all events from the newest on. */
    private static final String COUNTED = """
            select t.ref, t.symbol, t.side, t.volume, t.open_price, t.spread, t.signal, t.opened_at, c.ref as customer,
                coalesce(t.closed_at, p.closed_at) as ended_at, coalesce(t.close_price, p.price) as end_price,
                coalesce(t.pnl, 0) + coalesce(p.pnl, 0) < 0 as lost, counts.id as counts
            from (
                select program_id, ref from trade where program_id = :program and ref = any(:trades)
                union
                select t.program_id, t.ref from trade t join customer c on c.id = t.customer_id
                where c.program_id = :program and c.ref = any(:customers)) as asked
            join trade t on t.program_id = asked.program_id and t.ref = asked.ref
            join customer c on c.id = t.customer_id
            left join lateral (
                select sum(pnl) as pnl, sum(volume) as volume, max(closed_at) as closed_at,
                    (array_agg(price order by closed_at desc, event_id desc))[1] as price, array_agg(event_id) as events
                from trade_part where program_id = t.program_id and trade_ref = t.ref) p on true
            left join lateral (
                select id from event where program_id = t.program_id and customer = c.ref and type = 'signup'
                order by seq limit 1) as signup on true
            cross join lateral (
                select (array_agg(id order by seq desc))[1] as id from event
                where program_id = t.program_id and id = any(array[t.opened_event_id, signup.id]
                    || case when t.closed_event_id is null then p.events else array[t.closed_event_id] end)) as counts
            where t.closed_event_id is not null or p.volume >= t.volume
            """;

    private final JdbcClient jdbc;

    Closings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A trade that ended, and whose it is. */
    public record Closing(String trade, String account, ClosedTrade closed) {}

    /**
     * The trades that ended and either are among these or of one of these customers, by the event that counts: the last in the order of
     * arrival of the one that opened it, what told of the customer, and what closed the last of it. Whoever asks early or late
     * finds the same. One statement.
     */
    public Map<String, List<Closing>> by(ProgramId program, Collection<String> trades, Collection<String> customers) {
        var found = new HashMap<String, List<Closing>>();
        if (!trades.isEmpty() || !customers.isEmpty()) {
            jdbc.sql(COUNTED)
                    .param("program", program.value())
                    .param("trades", Columns.texts(trades))
                    .param("customers", Columns.texts(customers))
                    .query((ResultSet row) -> {
                        found.computeIfAbsent(row.getString("counts"), _ -> new ArrayList<>())
                                .add(closing(row));
                    });
        }
        return found;
    }

    private static Closing closing(ResultSet row) throws SQLException {
        var spread = row.getBigDecimal("spread");
        return new Closing(
                row.getString("ref"),
                "customer:" + row.getString("customer"),
                new ClosedTrade(
                        row.getString("symbol"),
                        row.getString("side").equals("buy"),
                        row.getDouble("volume"),
                        row.getDouble("open_price"),
                        row.getDouble("end_price"),
                        spread == null ? 0 : spread.doubleValue(),
                        row.getBoolean("lost"),
                        row.getString("signal") != null,
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant()));
    }
}
