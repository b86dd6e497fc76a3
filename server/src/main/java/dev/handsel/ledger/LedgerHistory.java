package dev.handsel.ledger;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CorrectionId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.TransactionId;
import dev.handsel.base.money.Currency;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The books, to be read. */
@Service
public class LedgerHistory {

    private static final String WITH_POSTINGS = """
            select t.*, p.amount, p.currency, a.name as account, a.affiliate_id
            from ledger_transaction t join ledger_posting p on p.transaction_id = t.id
            join ledger_account a on a.id = p.account_id
            """;

    private final JdbcClient jdbc;

    LedgerHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A transaction that was written.
     *
     * @param sourceType what it was written for: {@code commission}, {@code payout} ...
     * @param sourceId its id, as the API writes it
     * @param effectiveAt when it happened, by the programme's clock
     * @param recordedAt when the database learned of it
     */
    public record PostedTransaction(
            TransactionId id,
            TransactionKind kind,
            String sourceType,
            String sourceId,
            Instant effectiveAt,
            Instant recordedAt,
            String actor,
            List<Entry> postings) {}

    /** One side: an account of the affiliate or of the platform, and minor units, positive for a debit. */
    public record Entry(String account, Currency currency, long amount) {}

    /** The transactions that moved money of the affiliate, the newest first. */
    public Page<PostedTransaction> of(AffiliateId affiliate, PageRequest page) {
        var keyset = page.newestFirst("t.id");
        var ids = jdbc.sql("""
                select t.id from ledger_transaction t where exists (
                    select from ledger_posting p join ledger_account a on a.id = p.account_id
                    where p.transaction_id = t.id and a.affiliate_id = :affiliate)
                """ + keyset.sql())
                .param("affiliate", affiliate.value())
                .params(keyset.params())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        var found = new LinkedHashMap<UUID, PostedTransaction>();
        read(ids).forEach(transaction -> found.put(transaction.id().value(), transaction));
        return Page.of(page, ids, id -> id).map(id -> Objects.requireNonNull(found.get(id)));
    }

    private List<PostedTransaction> read(Collection<UUID> ids) {
        return gather(jdbc.sql(WITH_POSTINGS + " where t.id = any(:ids) order by t.id, p.seq")
                .param("ids", ids.toArray(UUID[]::new))
                .query(LedgerHistory::row)
                .list());
    }

    /** The transactions that were written for something, in order. */
    public List<PostedTransaction> of(String sourceType, UUID sourceId) {
        return of(sourceType, List.of(sourceId));
    }

    /** The transactions that were written for any of these, in order. */
    public List<PostedTransaction> of(String sourceType, Collection<UUID> sourceIds) {
        return gather(jdbc.sql(WITH_POSTINGS + """
                 where t.source_type = :type and t.source_id = any(:sources) order by t.recorded_at, t.id, p.seq
                """)
                .param("type", sourceType)
                .param("sources", sourceIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(LedgerHistory::row)
                .list());
    }

    /** The affiliate's transactions in one currency, effective in [from, to), in order; at most {@code most}. */
    public List<PostedTransaction> between(
            AffiliateId affiliate, Currency currency, Instant from, Instant to, int most) {
        return gather(jdbc.sql(WITH_POSTINGS + """
                 where t.id in (
                    select t.id from ledger_account a join ledger_posting p on p.account_id = a.id
                    join ledger_transaction t on t.id = p.transaction_id
                    where a.affiliate_id = :affiliate and a.currency = :currency
                        and t.effective_at >= :from and t.effective_at < :to
                    group by t.id, t.effective_at, t.recorded_at order by t.effective_at, t.recorded_at, t.id limit :most)
                order by t.effective_at, t.recorded_at, t.id, p.seq
                """)
                .param("affiliate", affiliate.value())
                .param("currency", currency.code())
                .param("from", utc(from))
                .param("to", utc(to))
                .param("most", most)
                .query(LedgerHistory::row)
                .list());
    }

    /** What the affiliate was owed by what was effective before {@code at}. */
    public OpeningBalance before(AffiliateId affiliate, Currency currency, Instant at) {
        return jdbc.sql("""
                select coalesce(-sum(p.amount) filter (where a.name = 'pending'), 0) as pending,
                    coalesce(-sum(p.amount) filter (where a.name = 'payable'), 0) as payable,
                    coalesce(-sum(p.amount) filter (where a.name = 'in_flight'), 0) as in_flight
                from ledger_account a join ledger_posting p on p.account_id = a.id
                join ledger_transaction t on t.id = p.transaction_id
                where a.affiliate_id = :affiliate and a.currency = :currency and t.effective_at < :at
                """)
                .param("affiliate", affiliate.value())
                .param("currency", currency.code())
                .param("at", utc(at))
                .query((row, _) ->
                        new OpeningBalance(row.getLong("pending"), row.getLong("payable"), row.getLong("in_flight")))
                .single();
    }

    /** What was owed at some instant, in minor units. */
    public record OpeningBalance(long pending, long payable, long inFlight) {}

    private record Row(PostedTransaction transaction, Entry leg) {}

    private static String idOf(String type, String stored) {
        return switch (type) {
            case "commission" -> new CommissionId(UUID.fromString(stored)).toString();
            case "payout" -> new PayoutId(UUID.fromString(stored)).toString();
            case "correction" -> new CorrectionId(UUID.fromString(stored)).toString();
            case String _ -> stored;
        };
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new PostedTransaction(
                        new TransactionId(row.getObject("id", UUID.class)),
                        TransactionKind.valueOf(row.getString("kind")),
                        row.getString("source_type"),
                        idOf(row.getString("source_type"), row.getString("source_id")),
                        row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        List.of()),
                new Entry(row.getString("account"), Currency.of(row.getString("currency")), row.getLong("amount")));
    }

    private static List<PostedTransaction> gather(List<Row> rows) {
        var legs = new LinkedHashMap<PostedTransaction, List<Entry>>();
        rows.forEach(row ->
                legs.computeIfAbsent(row.transaction(), _ -> new ArrayList<>()).add(row.leg()));
        return legs.entrySet().stream()
                .map(entry -> withLegs(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static PostedTransaction withLegs(PostedTransaction head, List<Entry> legs) {
        return new PostedTransaction(
                head.id(),
                head.kind(),
                head.sourceType(),
                head.sourceId(),
                head.effectiveAt(),
                head.recordedAt(),
                head.actor(),
                List.copyOf(legs));
    }
}
