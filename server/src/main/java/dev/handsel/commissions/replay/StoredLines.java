package dev.handsel.commissions.replay;

import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.InputsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Commission lines as they were written, to be compared with what the rules give. */
@Repository
class StoredLines {

    private final JdbcClient jdbc;
    private final InputsJson json;

    StoredLines(JdbcClient jdbc, InputsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A line with its inputs.
     *
     * @param invoice the merchant's id of it; empty for a bounty
     * @param intact whether the inputs still have the hash they were written with
     * @param recomputed whether another line took its place, or none
     * @param accrued what the ledger accrued for it, in minor units
     */
    record StoredLine(
            CommissionId id,
            AffiliateId affiliate,
            CustomerId customer,
            String invoice,
            CommissionKind kind,
            long base,
            int rateBp,
            boolean flat,
            long amount,
            Instant matureAt,
            long ruleSetId,
            Inputs inputs,
            boolean intact,
            long reversed,
            boolean recomputed,
            long accrued) {

        /** What it was written as. */
        Earning earning() {
            return new Earning(kind, base, new BasisPoints(rateBp), amount, matureAt, flat);
        }

        boolean says(Earning other) {
            return earning().equals(other);
        }
    }

    Map<CustomerId, List<StoredLine>> of(Collection<CustomerId> customers) {
        return jdbc
                .sql("""
                select l.*, s.reversed, s.recomputed, (
                    select coalesce(sum(p.amount), 0) from ledger_transaction t
                    join ledger_posting p on p.transaction_id = t.id and p.amount > 0
                    where t.kind = 'ACCRUAL' and t.idem_key = l.id::text) as accrued
                from commission_line l join commission_state s on s.line_id = l.id
                where l.customer_id = any(:customers) order by l.customer_id, l.id
                """)
                .param("customers", customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(this::read)
                .list()
                .stream()
                .collect(groupingBy(StoredLine::customer));
    }

    private StoredLine read(ResultSet row, int number) throws SQLException {
        var inputs = Objects.requireNonNull(row.getString("inputs"));
        return new StoredLine(
                new CommissionId(row.getObject("id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                Objects.requireNonNullElse(row.getString("invoice_ref"), Bounty.REF),
                CommissionKind.valueOf(row.getString("kind")),
                row.getLong("base"),
                row.getInt("rate_bp"),
                row.getBoolean("flat"),
                row.getLong("amount"),
                row.getObject("mature_at", OffsetDateTime.class).toInstant(),
                row.getLong("rule_set_id"),
                json.inputs(inputs),
                Arrays.equals(Sha256.of(inputs), row.getBytes("inputs_sha256")),
                row.getLong("reversed"),
                row.getBoolean("recomputed"),
                row.getLong("accrued"));
    }
}
