package dev.handsel.commissions.accruals;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the tables {@code commission_line} and {@code commission_state}. */
@Repository
class LineStore {

    private static final String INSERT = """
            with new_line as (
                select * from unnest(:ids::uuid[], :affiliates::uuid[], :customers::uuid[], :customerRefs::text[],
                    :invoices::text[], :events::text[], :kinds::text[], :bases::bigint[], :rates::int[],
                    :amounts::bigint[], :currencies::text[], :paidAt::timestamptz[], :matureAt::timestamptz[],
                    :ruleSets::bigint[], :versions::text[], :late::boolean[], :inputs::text[], :hashes::bytea[],
                    :engines::text[], :created::timestamptz[], :matured::boolean[],
                    :reversed::bigint[], :reversals::int[])
                    as n(id, affiliate, customer, customer_ref, invoice, event, kind, base, rate, amount, currency, paid_at,
                        mature_at, rule_set, version, late, inputs, hash, engine, created, matured, reversed,
                        reversals)),
            written as (
                insert into commission_line (id, program_id, affiliate_id, customer_id, customer_ref, invoice_ref, event_id,
                    kind, base, rate_bp, amount, currency, paid_at, mature_at, rule_set_id, rule_version, late, inputs,
                    inputs_sha256, engine, created_at)
                select id, :program, affiliate, customer, customer_ref, invoice, event, kind, base, rate, amount, currency,
                    paid_at, mature_at, rule_set, version, late, inputs, hash, engine, created from new_line)
            insert into commission_state (line_id, program_id, affiliate_id, currency, amount, mature_at, matured,
                reversed, reversals)
            select id, :program, affiliate, currency, amount, mature_at, matured, reversed, reversals from new_line
            """;

    private final JdbcClient jdbc;

    LineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes lines with the state that each of them has come to already. */
    void addAll(ProgramId program, List<Line> lines, Map<CommissionId, LineState> states) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT)
                .param("program", program.value())
                .params(columns(lines)
                        .with("matured", line -> state(states, line).matured())
                        .with("reversed", line -> state(states, line).reversed())
                        .with("reversals", line -> state(states, line).reversals())
                        .params())
                .update();
    }

    private static Columns<Line> columns(List<Line> lines) {
        return Columns.of(lines)
                .with("ids", line -> line.id().value())
                .with("affiliates", line -> line.affiliate().value())
                .with("customers", line -> line.customer().value())
                .with("customerRefs", Line::customerRef)
                .with("invoices", Line::invoice)
                .with("events", Line::eventId)
                .with("kinds", line -> line.earning().kind())
                .with("bases", line -> line.earning().base())
                .with("rates", line -> line.earning().rate().value())
                .with("amounts", line -> line.earning().amount())
                .with("currencies", line -> line.currency().getCurrencyCode())
                .with("paidAt", Line::paidAt)
                .with("matureAt", line -> line.earning().matureAt())
                .with("ruleSets", Line::ruleSetId)
                .with("versions", Line::ruleVersion)
                .with("late", Line::late)
                .with("inputs", Line::inputs)
                .withBytes("hashes", line -> Sha256.of(line.inputs()))
                .with("engines", Line::engine)
                .with("created", Line::createdAt);
    }

    private static LineState state(Map<CommissionId, LineState> states, Line line) {
        return Objects.requireNonNull(states.get(line.id()));
    }

    /** The lines of these invoices by invoice, locked in the order of their ids until the transaction ends. */
    Map<String, Map<CommissionId, LineState>> take(ProgramId program, Collection<String> invoices) {
        var found = new HashMap<String, Map<CommissionId, LineState>>();
        jdbc.sql("""
                select s.*, l.invoice_ref from commission_state s join commission_line l on l.id = s.line_id
                where l.program_id = :program and l.invoice_ref = any(:invoices) order by s.line_id for update of s
                """)
                .param("program", program.value())
                .param("invoices", Columns.texts(invoices))
                .query((row, number) -> Map.entry(row.getString("invoice_ref"), state(row, number)))
                .list()
                .forEach(line -> found.computeIfAbsent(line.getKey(), _ -> new LinkedHashMap<>())
                        .put(line.getValue().id(), line.getValue()));
        return found;
    }

    void changeAll(List<LineState> states) {
        if (states.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update commission_state s set reversed = n.reversed, reversals = n.reversals
                from unnest(:ids::uuid[], :reversed::bigint[], :reversals::int[]) as n(id, reversed, reversals)
                where s.line_id = n.id
                """)
                .params(Columns.of(states)
                        .with("ids", state -> state.id().value())
                        .with("reversed", LineState::reversed)
                        .with("reversals", LineState::reversals)
                        .params())
                .update();
    }

    /** Lines whose holding period is over and which nobody else is working on, the oldest first, locked. */
    List<LineState> takeDue(ProgramId program, Instant now, int most) {
        return jdbc.sql("""
                select * from commission_state
                where program_id = :program and not matured and not held and mature_at <= :now::timestamptz
                order by mature_at, line_id limit :most for update skip locked
                """)
                .param("program", program.value())
                .param("now", now.toString())
                .param("most", most)
                .query(LineStore::state)
                .list();
    }

    /** When the holding period of the next line is over. */
    Optional<Instant> nextDue(ProgramId program) {
        return jdbc.sql("""
                select mature_at from commission_state where program_id = :program and not matured and not held
                order by mature_at limit 1
                """)
                .param("program", program.value())
                .query((row, _) ->
                        row.getObject("mature_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    void matured(List<LineState> states) {
        jdbc.sql("update commission_state set matured = true where line_id = any(:ids::uuid[])")
                .param(
                        "ids",
                        states.stream()
                                .map(state -> state.id().value().toString())
                                .toArray(String[]::new))
                .update();
    }

    private static LineState state(ResultSet row, int number) throws SQLException {
        return new LineState(
                new CommissionId(row.getObject("line_id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                Currency.getInstance(row.getString("currency")),
                row.getLong("amount"),
                row.getObject("mature_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("matured"),
                row.getLong("reversed"),
                row.getInt("reversals"));
    }
}
