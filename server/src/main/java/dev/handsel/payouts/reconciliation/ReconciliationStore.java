package dev.handsel.payouts.reconciliation;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.Ids;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.paging.PageRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The only one that names the tables {@code reconciliation_*}. */
@Repository
class ReconciliationStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReconciliationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A report that was written. */
    record StoredReport(UUID id, Instant from, Instant to, ReconciliationReport report, String lines) {}

    /** Where the first comparison began. */
    Optional<Instant> first() {
        return jdbc.sql("select min(from_at) as first from reconciliation_run")
                .query((row, _) -> Optional.ofNullable(Timestamps.instant(row, "first")))
                .single();
    }

    boolean made(Instant from) {
        return jdbc.sql("select exists (select from reconciliation_run where from_at = :from)")
                .param("from", utc(from))
                .query(Boolean.class)
                .single();
    }

    /** Writes the day down, unless somebody else did; says whether it did. */
    boolean add(Instant from, Instant to, List<ReconciliationReport> reports) {
        boolean first =
                jdbc.sql("insert into reconciliation_run (from_at, to_at) values (:from, :to) on conflict do nothing")
                                .param("from", utc(from))
                                .param("to", utc(to))
                                .update()
                        == 1;
        if (first) {
            reports.forEach(report -> add(from, report));
        }
        return first;
    }

    private void add(Instant from, ReconciliationReport report) {
        jdbc.sql("""
                insert into reconciliation (id, from_at, currency, stripe_total, ledger_total, unexplained, lines)
                values (:id, :from, :currency, :stripe, :ledger, :unexplained, :lines)
                """)
                .param("id", Ids.fresh())
                .param("from", utc(from))
                .param("currency", report.currency())
                .param("stripe", report.stripeTotal())
                .param("ledger", report.ledgerTotal())
                .param("unexplained", report.unexplained())
                .param("lines", json.writeValueAsString(report.differences()))
                .update();
    }

    List<StoredReport> list(PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("""
                select * from (select r.*, d.to_at from reconciliation r join reconciliation_run d using (from_at)) as made
                where true
                """ + keyset.sql())
                .params(keyset.params())
                .query((row, _) -> new StoredReport(
                        row.getObject("id", UUID.class),
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        row.getObject("to_at", OffsetDateTime.class).toInstant(),
                        new ReconciliationReport(
                                row.getString("currency"),
                                row.getLong("stripe_total"),
                                row.getLong("ledger_total"),
                                row.getLong("unexplained"),
                                List.of()),
                        row.getString("lines")))
                .list();
    }
}
