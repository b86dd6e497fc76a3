package dev.handsel.accounting.corrections;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.accounting.corrections.Correction.Applied;
import dev.handsel.accounting.corrections.Correction.CorrectionRequest;
import dev.handsel.accounting.corrections.Correction.CorrectionTerms;
import dev.handsel.accounting.corrections.Correction.Proposed;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CorrectionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code ledger_proposal}. */
@Repository
class CorrectionStore {

    private final JdbcClient jdbc;

    CorrectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Correction correction) {
        var order = correction.order();
        jdbc.sql("""
                insert into ledger_proposal (id, program_id, affiliate_id, currency, kind, amount, reason, state,
                    proposed_by, created_at)
                values (:id, :program, :affiliate, :currency, :kind, :amount, :reason, :state, :proposedBy, :createdAt)
                """)
                .param("id", order.id().value())
                .param("program", order.program().value())
                .param("affiliate", order.affiliate().value())
                .param("currency", order.currency().code())
                .param("kind", kind(order.request()))
                .param("amount", amount(correction))
                .param("reason", order.reason())
                .param("state", state(correction))
                .param("proposedBy", order.proposedBy())
                .param("createdAt", utc(order.createdAt()))
                .update();
    }

    void change(Applied applied) {
        jdbc.sql("""
                update ledger_proposal set state = 'applied', amount = :amount, approved_by = :approvedBy, version = :version
                where id = :id
                """)
                .param("id", applied.order().id().value())
                .param("amount", applied.amount().minor())
                .param("approvedBy", applied.approvedBy())
                .param("version", applied.version())
                .update();
    }

    Optional<Correction> find(CorrectionId id) {
        return jdbc.sql("select * from ledger_proposal where id = :id")
                .param("id", id.value())
                .query(CorrectionStore::read)
                .optional();
    }

    /** The correction, locked until the transaction ends. */
    Optional<Correction> take(CorrectionId id) {
        return jdbc.sql("select * from ledger_proposal where id = :id for update")
                .param("id", id.value())
                .query(CorrectionStore::read)
                .optional();
    }

    static String kind(CorrectionRequest request) {
        return switch (request) {
            case CorrectionRequest.Adjust _ -> "adjustment";
            case CorrectionRequest.WriteOff _ -> "write_off";
        };
    }

    static String state(Correction correction) {
        return switch (correction) {
            case Proposed _ -> "proposed";
            case Applied _ -> "applied";
        };
    }

    static @Nullable Long amount(Correction correction) {
        return switch (correction) {
            case Applied applied -> applied.amount().minor();
            case Proposed proposed ->
                switch (proposed.order().request()) {
                    case CorrectionRequest.Adjust adjust -> adjust.amount().minor();
                    case CorrectionRequest.WriteOff _ -> null;
                };
        };
    }

    private static Correction read(ResultSet row, int number) throws SQLException {
        var currency = Currency.of(row.getString("currency"));
        var amount = new Money(row.getLong("amount"), currency);
        var order = new CorrectionTerms(
                new CorrectionId(row.getObject("id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                currency,
                row.getString("kind").equals("adjustment")
                        ? new CorrectionRequest.Adjust(amount)
                        : new CorrectionRequest.WriteOff(),
                row.getString("reason"),
                row.getString("proposed_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return switch (row.getString("state")) {
            case "proposed" -> new Proposed(order);
            case "applied" -> new Applied(order, amount, row.getString("approved_by"));
            case String other -> throw new IllegalStateException("Unknown state of a correction: " + other);
        };
    }
}
