package dev.handsel.commissions.accruals;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes the tables {@code commission_line}, {@code commission_state} and {@code commission_change}; what is held of them, {@link
 * HoldStore} does.
 */
@Repository
class CommissionStore {

    private static final String INSERT = """
            with new_line as (
                select * from unnest(:ids::uuid[], :affiliates::uuid[], :customers::uuid[], :customerRefs::text[],
                    :invoices::text[], :events::text[], :kinds::text[], :bases::bigint[], :rates::int[],
                    :amounts::bigint[], :currencies::text[], :paidAt::timestamptz[], :matureAt::timestamptz[],
                    :ruleSets::bigint[], :versions::text[], :late::boolean[], :inputs::text[], :hashes::bytea[],
                    :engines::text[], :created::timestamptz[], :matured::boolean[],
                    :reversed::bigint[], :reversals::int[], :generations::int[], :held::boolean[], :flat::boolean[],
                    :paidBefore::bigint[], :placesBefore::bigint[], :places::bigint[])
                    as n(id, affiliate, customer, customer_ref, invoice, event, kind, base, rate, amount, currency, paid_at,
                        mature_at, rule_set, version, late, inputs, hash, engine, created, matured, reversed,
                        reversals, generation, held, flat, paid_before, place_before, place)),
            written as (
                insert into commission_line (id, program_id, affiliate_id, customer_id, customer_ref, invoice_ref, event_id,
                    kind, base, rate_bp, amount, currency, paid_at, mature_at, rule_set_id, rule_version, late, inputs,
                    inputs_sha256, engine, created_at, generation, flat)
                select id, :program, affiliate, customer, customer_ref, nullif(invoice, ''), event, kind, base, rate, amount, currency,
                    paid_at, mature_at, rule_set, version, late, inputs, hash, engine, created, generation, flat from new_line)
            insert into commission_state (line_id, program_id, affiliate_id, customer_id, currency, amount, mature_at, matured,
                reversed, reversals, held, paid_before, place_before, place)
            select id, :program, affiliate, customer, currency, amount, mature_at, matured, reversed, reversals, held, paid_before,
                place_before, case when matured then coalesce(place, nextval('commission_place')) else place end from new_line
            """;

    private final JdbcClient jdbc;

    CommissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes commissions with the balance that each of them has come to already. */
    void addAll(ProgramId program, List<Commission> commissions, Map<CommissionId, CommissionBalance> balances) {
        if (commissions.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT)
                .param("program", program.value())
                .params(columns(commissions)
                        .with(
                                "matured",
                                commission -> balance(balances, commission).matured())
                        .with(
                                "reversed",
                                commission -> balance(balances, commission).reversed())
                        .with(
                                "reversals",
                                commission -> balance(balances, commission).reversals())
                        .with(
                                "held",
                                commission -> balance(balances, commission).held())
                        .with(
                                "paidBefore",
                                commission -> balance(balances, commission).paidBefore())
                        .with(
                                "placesBefore",
                                commission -> balance(balances, commission).placeBefore())
                        .with(
                                "places",
                                commission -> balance(balances, commission).place())
                        .params())
                .update();
    }

    private static Columns<Commission> columns(List<Commission> commissions) {
        return Columns.of(commissions)
                .with("ids", commission -> commission.id().value())
                .with("affiliates", commission -> commission.affiliate().value())
                .with("customers", commission -> commission.customer().value())
                .with("customerRefs", Commission::customerRef)
                .with("invoices", Commission::invoice)
                .with("events", Commission::eventId)
                .with("kinds", commission -> commission.earning().kind())
                .with("bases", commission -> commission.earning().base())
                .with("rates", commission -> commission.earning().rate().value())
                .with("flat", commission -> commission.earning().flat())
                .with("amounts", commission -> commission.earning().amount())
                .with("currencies", commission -> commission.currency().code())
                .with("paidAt", Commission::paidAt)
                .with("matureAt", commission -> commission.earning().matureAt())
                .with("ruleSets", Commission::ruleSetId)
                .with("versions", Commission::ruleVersion)
                .with("late", Commission::late)
                .with("inputs", Commission::inputs)
                .withBytes("hashes", commission -> Sha256.of(commission.inputs()))
                .with("engines", Commission::engine)
                .with("generations", Commission::generation)
                .with("created", Commission::createdAt);
    }

    private static CommissionBalance balance(Map<CommissionId, CommissionBalance> balances, Commission commission) {
        return Objects.requireNonNull(balances.get(commission.id()));
    }

    /** Every line of these customers, locked in the order of their ids until the transaction ends. */
    List<BookedLine> take(Collection<CustomerId> customers) {
        return jdbc.sql("""
                select s.*, coalesce(l.invoice_ref, '') as invoice, l.kind, l.base, l.rate_bp, l.flat, l.rule_set_id, l.generation
                from commission_state s join commission_line l on l.id = s.line_id
                where l.customer_id = any(:customers) order by s.line_id for update of s
                """)
                .param("customers", customers.stream().map(Id::value).toArray(UUID[]::new))
                .query((row, number) -> new BookedLine(
                        balance(row, number),
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        row.getString("invoice"),
                        CommissionKind.valueOf(row.getString("kind")),
                        row.getLong("base"),
                        row.getInt("rate_bp"),
                        row.getBoolean("flat"),
                        row.getLong("rule_set_id"),
                        row.getInt("generation")))
                .list();
    }

    void changeAll(List<CommissionBalance> balances) {
        if (balances.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update commission_state s set reversed = n.reversed, reversals = n.reversals, held = n.held,
                    recomputed = n.recomputed
                from unnest(:ids::uuid[], :reversed::bigint[], :reversals::int[], :held::boolean[], :recomputed::boolean[])
                    as n(id, reversed, reversals, held, recomputed)
                where s.line_id = n.id
                """)
                .params(Columns.of(balances)
                        .with("ids", balance -> balance.id().value())
                        .with("reversed", CommissionBalance::reversed)
                        .with("reversals", CommissionBalance::reversals)
                        .with("held", CommissionBalance::held)
                        .with("recomputed", CommissionBalance::recomputed)
                        .params())
                .update();
    }

    void addChanges(List<CommissionChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into commission_change (line_id, number, cause, events, before, after, occurred_at)
                select n.line, n.number, n.cause, n.events::text[], n.before, n.after, n.at
                from unnest(:lines::uuid[], :numbers::int[], :causes::text[], :events::text[], :before::bigint[],
                    :after::bigint[], :at::timestamptz[]) as n(line, number, cause, events, before, after, at)
                """)
                .params(Columns.of(changes)
                        .with("lines", change -> change.line().value())
                        .with("numbers", CommissionChange::number)
                        .with("causes", change -> change.cause().word())
                        .with("events", change -> Columns.literal(change.events()))
                        .with("before", CommissionChange::before)
                        .with("after", CommissionChange::after)
                        .with("at", CommissionChange::at)
                        .params())
                .update();
    }

    /** Commissions whose holding period is over and which nobody else is working on, the oldest first, locked. */
    List<CommissionBalance> takeDue(ProgramId program, Instant now, int most) {
        return jdbc.sql("""
                select * from commission_state
                where program_id = :program and not matured and mature_at <= :now
                order by mature_at, line_id limit :most for update skip locked
                """)
                .param("program", program.value())
                .param("now", utc(now))
                .param("most", most)
                .query(CommissionStore::balance)
                .list();
    }

    /** When the holding period of the next commission is over. */
    Optional<Instant> nextDue(ProgramId program) {
        return jdbc.sql("""
                select mature_at from commission_state where program_id = :program and not matured
                order by mature_at limit 1
                """)
                .param("program", program.value())
                .query((row, _) ->
                        row.getObject("mature_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** In their order. */
    void matured(List<CommissionBalance> balances) {
        jdbc.sql("""
                update commission_state s set matured = true, place = coalesce(s.place, n.place)
                from (select id, nextval('commission_place') as place
                    from (select * from unnest(:ids::uuid[]) with ordinality as d(id, number) order by number) as due) as n
                where s.line_id = n.id
                """)
                .param(
                        "ids",
                        balances.stream()
                                .map(balance -> balance.id().value().toString())
                                .toArray(String[]::new))
                .update();
    }

    private static CommissionBalance balance(ResultSet row, int number) throws SQLException {
        return new CommissionBalance(
                new CommissionId(row.getObject("line_id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                Currency.of(row.getString("currency")),
                row.getLong("amount"),
                row.getObject("mature_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("matured"),
                row.getLong("reversed"),
                row.getInt("reversals"),
                row.getBoolean("held"),
                row.getLong("paid_before"),
                row.getObject("place_before", Long.class),
                row.getObject("place", Long.class),
                row.getBoolean("recomputed"));
    }
}
