package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.ClosedTrade;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trades of which nothing is open any more, as they are kept elsewhere. */
@Repository
public class Closings {

    private final JdbcClient jdbc;

    Closings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A trade that ended, and whose it is. */
    public record Closing(String trade, String account, ClosedTrade closed) {}

    /**
     * The trades that these events ended, by the event: of those among them that closed the last of it, and came after the trade was
     * opened. One statement.
     */
    public Map<String, Closing> by(ProgramId program, Collection<String> trades) {
        var found = new HashMap<String, Closing>();
        if (!trades.isEmpty()) {
            jdbc.sql("""
                    select t.*, c.ref as customer, t.pnl + coalesce(p.pnl, 0) < 0 as lost
                    from trade t join customer c on c.id = t.customer_id
                    left join lateral (
                        select sum(pnl) as pnl from trade_part where program_id = t.program_id and trade_ref = t.ref) p on true
                    where t.program_id = :program and t.ref = any(:trades) and t.closed_event_id is not null
                    """)
                    .param("program", program.value())
                    .param("trades", Columns.texts(trades))
                    .query((ResultSet row) -> {
                        found.put(row.getString("closed_event_id"), closing(row));
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
                        row.getDouble("close_price"),
                        spread == null ? 0 : spread.doubleValue(),
                        row.getBoolean("lost"),
                        row.getString("signal") != null,
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant()));
    }
}
