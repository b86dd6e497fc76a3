package dev.handsel.commissions.restrictions;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.toMap;

import dev.handsel.base.facts.Block;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.words.Word;
import dev.handsel.commissions.accruals.HeldLines.PaidInvoice;
import dev.handsel.commissions.restrictions.Restriction.Clearing;
import dev.handsel.commissions.restrictions.Restriction.RestrictionReason;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.commissions.restrictions.RestrictionChanges.Spared;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the tables {@code restriction}, {@code restriction_end} and {@code restriction_spared}. */
@Repository
class RestrictionStore {

    private static final String STANDS = """
            not exists (select from restriction_end e where e.program_id = r.program_id and e.key = r.key)
            """;

    private final JdbcClient jdbc;

    RestrictionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A restriction, and whether it was not cleared. */
    record Known(Restriction restriction, boolean stands) {}

    /** Those of these keys that there are, by key. */
    Map<String, Known> find(ProgramId program, Collection<String> keys) {
        return jdbc
                .sql("select r.*, " + STANDS
                        + " as stands from restriction r where program_id = :program and key = any(:keys)")
                .param("program", program.value())
                .param("keys", Columns.texts(Set.copyOf(keys)))
                .query((row, number) -> new Known(read(row, number), row.getBoolean("stands")))
                .list()
                .stream()
                .collect(toMap(known -> known.restriction().key(), known -> known));
    }

    /** All that stand of this customer, or of this affiliate, the oldest first. */
    List<Restriction> standing(Restricted whom) {
        return jdbc.sql("""
                select r.* from restriction r
                where (r.customer_id = :customer::uuid or r.affiliate_id = :affiliate::uuid) and %s order by r.recorded_at, r.key
                """.formatted(STANDS))
                .param("customer", customer(whom))
                .param("affiliate", affiliate(whom))
                .query(RestrictionStore::read)
                .list();
    }

    /** All that stand of any of these. */
    List<Restriction> standing(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        return jdbc.sql("""
                select r.* from restriction r
                where (r.customer_id = any(:customers) or r.affiliate_id = any(:affiliates)) and %s
                """.formatted(STANDS))
                .param("customers", customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query(RestrictionStore::read)
                .list();
    }

    /** How these customers are blocked, those left out that nobody blocks. */
    Map<CustomerId, Block> blocks(Collection<CustomerId> customers) {
        return jdbc
                .sql("""
                select r.customer_id,
                    coalesce(array_agg(distinct coalesce(s.invoice_ref, '')) filter (where s.key is not null), '{}') as spared
                from restriction r left join restriction_spared s on s.program_id = r.program_id and s.key = r.key
                where r.customer_id = any(:customers) and r.strength = 'block' and %s group by r.customer_id
                """.formatted(STANDS))
                .param("customers", customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        Block.sparing(Set.of((String[]) row.getArray("spared").getArray()))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void add(ProgramId program, List<Restriction> restrictions) {
        if (restrictions.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into restriction (program_id, key, customer_id, affiliate_id, strength, reason, raised_at, actor)
                select :program, n.* from unnest(:keys::text[], :customers::uuid[], :affiliates::uuid[], :strengths::text[],
                    :reasons::text[], :at::timestamptz[], :actors::text[])
                    as n(key, customer_id, affiliate_id, strength, reason, raised_at, actor)
                """)
                .param("program", program.value())
                .params(Columns.of(restrictions)
                        .with("keys", Restriction::key)
                        .with("customers", restriction -> customer(restriction.whom()))
                        .with("affiliates", restriction -> affiliate(restriction.whom()))
                        .with("strengths", restriction -> restriction.strength().word())
                        .with("reasons", restriction -> restriction.reason().word())
                        .with("at", restriction -> utc(restriction.raisedAt()))
                        .with("actors", Restriction::actor)
                        .params())
                .update();
    }

    void end(ProgramId program, List<Clearing> clearings) {
        if (clearings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into restriction_end (program_id, key, cleared_at, actor)
                select :program, n.* from unnest(:keys::text[], :at::timestamptz[], :actors::text[]) as n(key, at, actor)
                """)
                .param("program", program.value())
                .params(Columns.of(clearings)
                        .with("keys", Clearing::key)
                        .with("at", clearing -> utc(clearing.at()))
                        .with("actors", Clearing::actor)
                        .params())
                .update();
    }

    void spare(ProgramId program, List<Spared> spared) {
        if (spared.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into restriction_spared (program_id, key, invoice_ref, affiliate_id, amount, currency)
                select :program, n.key, nullif(n.invoice, ''), n.affiliate_id, n.amount, n.currency
                from unnest(:keys::text[], :invoices::text[], :affiliates::uuid[], :amounts::bigint[],
                    :currencies::text[]) as n(key, invoice, affiliate_id, amount, currency)
                """)
                .param("program", program.value())
                .params(Columns.of(spared)
                        .with("keys", Spared::key)
                        .with("invoices", one -> one.invoice().invoice())
                        .with("affiliates", one -> one.invoice().affiliate().value())
                        .with("amounts", one -> one.invoice().amount())
                        .with("currencies", one -> one.invoice().currency().code())
                        .params())
                .update();
    }

    /** What the block of this key spared. */
    List<Spared> spared(ProgramId program, String key) {
        return jdbc.sql("""
                select s.*, coalesce(s.invoice_ref, '') as invoice, r.customer_id from restriction_spared s join restriction r using (program_id, key)
                where s.program_id = :program and s.key = :key order by invoice, s.affiliate_id
                """)
                .param("program", program.value())
                .param("key", key)
                .query((row, _) -> new Spared(
                        key,
                        new PaidInvoice(
                                new CustomerId(row.getObject("customer_id", UUID.class)),
                                row.getString("invoice"),
                                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                                Currency.of(row.getString("currency")),
                                row.getLong("amount"))))
                .list();
    }

    private static @Nullable String customer(Restricted whom) {
        return whom.customer().map(id -> id.value().toString()).orElse(null);
    }

    private static @Nullable String affiliate(Restricted whom) {
        return whom.affiliate().map(id -> id.value().toString()).orElse(null);
    }

    private static Restriction read(ResultSet row, int number) throws SQLException {
        var customer = row.getObject("customer_id", UUID.class);
        return new Restriction(
                row.getString("key"),
                customer == null
                        ? new Restricted.OfAffiliate(new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                        : new Restricted.OfCustomer(new CustomerId(customer)),
                Word.read(Strength.class, row.getString("strength")),
                Word.read(RestrictionReason.class, row.getString("reason")),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"));
    }
}
