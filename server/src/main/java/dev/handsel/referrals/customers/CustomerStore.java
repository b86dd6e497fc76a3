package dev.handsel.referrals.customers;

import static dev.handsel.platform.database.Timestamps.instant;
import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.facts.Qualification;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the table {@code customer}. */
@Repository
class CustomerStore {

    private final JdbcClient jdbc;
    private final CustomerJson json;

    CustomerStore(JdbcClient jdbc, CustomerJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The customers of these references and ids, locked in the order of their ids until the transaction ends. Commissions may
     * be booked for them meanwhile: rows that name them can be added.
     */
    List<Customer> take(ProgramId program, Collection<String> refs, Collection<CustomerId> ids) {
        return jdbc.sql("""
                select * from customer where program_id = :program and (ref = any(:refs) or id = any(:ids))
                order by id for no key update
                """)
                .param("program", program.value())
                .param("refs", Columns.texts(refs))
                .param("ids", ids.stream().map(Id::value).toArray(UUID[]::new))
                .query(this::read)
                .list();
    }

    /** These customers of the programme, locked in the order of their ids until the transaction ends. */
    List<Customer> take(ProgramId program, Collection<CustomerId> ids) {
        return take(program, List.of(), ids);
    }

    Optional<Customer> find(ProgramId program, String ref) {
        return jdbc.sql("select * from customer where program_id = :program and ref = :ref")
                .param("program", program.value())
                .param("ref", ref)
                .query(this::read)
                .optional();
    }

    List<Customer> find(ProgramId program, Collection<String> refs) {
        return jdbc.sql("select * from customer where program_id = :program and ref = any(:refs)")
                .param("program", program.value())
                .param("refs", Columns.texts(refs))
                .query(this::read)
                .list();
    }

    Optional<AllCustomers.ProgramCustomer> find(CustomerId id) {
        return jdbc.sql("select * from customer where id = :id")
                .param("id", id.value())
                .query((row, number) -> new AllCustomers.ProgramCustomer(
                        new ProgramId(row.getObject("program_id", UUID.class)), read(row, number)))
                .optional();
    }

    List<Customer> of(Collection<CustomerId> ids) {
        return jdbc.sql("select * from customer where id = any(:ids)")
                .param("ids", ids.stream().map(Id::value).toArray(UUID[]::new))
                .query(this::read)
                .list();
    }

    List<AllCustomers.ProgramCustomer> after(Optional<CustomerId> last, int most) {
        return jdbc.sql(
                        "select * from customer where (:last::uuid is null or id > :last::uuid) order by id limit :most")
                .param("last", last.map(id -> id.value().toString()).orElse(null))
                .param("most", most)
                .query((row, number) -> new AllCustomers.ProgramCustomer(
                        new ProgramId(row.getObject("program_id", UUID.class)), read(row, number)))
                .list();
    }

    List<Customer> attributed(ProgramId program, Optional<CustomerId> last, int most) {
        return jdbc.sql("""
                select * from customer where program_id = :program and affiliate_id is not null
                    and (:last::uuid is null or id > :last::uuid) order by id limit :most
                """)
                .param("program", program.value())
                .param("last", last.map(id -> id.value().toString()).orElse(null))
                .param("most", most)
                .query(this::read)
                .list();
    }

    /** Writes new and changed customers with one statement. */
    void saveAll(ProgramId program, List<Customer> customers, Instant now) {
        if (customers.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into customer (id, program_id, ref, signed_up_at, email_normalised, affiliate_id,
                    attribution_reason, attributed_at, attribution, first_trade_at, canceled_at, first_paid_at,
                    last_paid_at, qualification, qualified_at, created_at)
                select n.id, :program, n.ref, n.signed_up, n.email, n.affiliate, n.reason, n.attributed, n.attribution,
                    n.first_trade, n.canceled, n.first_paid, n.last_paid, n.qualification, n.qualified, :now
                from unnest(:ids::uuid[], :refs::text[], :signedUp::timestamptz[], :emails::text[], :affiliates::uuid[],
                    :reasons::text[], :attributed::timestamptz[], :attributions::text[], :firstTrades::timestamptz[],
                    :canceled::timestamptz[], :firstPaid::timestamptz[], :lastPaid::timestamptz[],
                    :qualifications::text[], :qualified::timestamptz[])
                    as n(id, ref, signed_up, email, affiliate, reason, attributed, attribution, first_trade, canceled,
                        first_paid, last_paid, qualification, qualified)
                order by n.id
                on conflict (id) do update set signed_up_at = excluded.signed_up_at,
                    email_normalised = excluded.email_normalised, affiliate_id = excluded.affiliate_id,
                    attribution_reason = excluded.attribution_reason, attributed_at = excluded.attributed_at,
                    attribution = excluded.attribution, first_trade_at = excluded.first_trade_at,
                    canceled_at = excluded.canceled_at,
                    first_paid_at = excluded.first_paid_at, last_paid_at = excluded.last_paid_at,
                    qualification = excluded.qualification, qualified_at = excluded.qualified_at
                """)
                .param("program", program.value())
                .param("now", utc(now))
                .params(columns(customers).params())
                .update();
    }

    private Columns<Customer> columns(List<Customer> customers) {
        var columns = Columns.of(customers)
                .with("ids", customer -> customer.id().value())
                .with("refs", Customer::ref)
                .with("signedUp", Customer::signedUpAt)
                .with("emails", Customer::emailNormalised)
                .with(
                        "affiliates",
                        customer -> customer.affiliate().map(AffiliateId::value).orElse(null))
                .with("reasons", CustomerStore::reason)
                .with(
                        "attributed",
                        customer -> customer.attribution() == null
                                ? null
                                : customer.attribution().decidedAt())
                .with(
                        "attributions",
                        customer -> customer.attribution() == null ? null : json.write(customer.attribution()))
                .with("firstTrades", Customer::firstTradeAt)
                .with("canceled", Customer::canceledAt)
                .with("firstPaid", Customer::firstPaidAt)
                .with("lastPaid", Customer::lastPaidAt);
        return qualifications(columns);
    }

    private Columns<Customer> qualifications(Columns<Customer> columns) {
        return columns.with(
                        "qualifications",
                        customer -> customer.qualification().equals(Qualification.NONE)
                                ? null
                                : json.write(customer.qualification()))
                .with(
                        "qualified",
                        customer -> customer.qualification()
                                .passedBy()
                                .map(EndedTrade::closedAt)
                                .orElse(null));
    }

    private static @Nullable String reason(Customer customer) {
        var attribution = customer.attribution();
        return attribution == null ? null : attribution.reason().word();
    }

    /** Blocks these customers, or blocks them no more; they are locked. */
    void block(Map<CustomerId, Block> blocks) {
        var entries = List.copyOf(blocks.entrySet());
        jdbc.sql("""
                update customer c set blocked_except = n.spared::text[]
                from unnest(:ids::uuid[], :spared::text[]) as n(id, spared) where c.id = n.id
                """)
                .params(Columns.of(entries)
                        .with("ids", entry -> entry.getKey().value())
                        .with(
                                "spared",
                                entry -> entry.getValue().stands()
                                        ? Columns.literal(entry.getValue().spared())
                                        : null)
                        .params())
                .update();
    }

    private static Block block(ResultSet row) throws SQLException {
        var spared = row.getArray("blocked_except");
        return spared == null ? Block.NONE : Block.sparing(Set.of((String[]) spared.getArray()));
    }

    private Customer read(ResultSet row, int number) throws SQLException {
        var attribution = row.getString("attribution");
        var qualification = row.getString("qualification");
        return new Customer(
                new CustomerId(row.getObject("id", UUID.class)),
                row.getString("ref"),
                instant(row, "signed_up_at"),
                row.getString("email_normalised"),
                attribution == null ? null : json.attribution(attribution),
                instant(row, "first_trade_at"),
                instant(row, "canceled_at"),
                instant(row, "first_paid_at"),
                instant(row, "last_paid_at"),
                block(row),
                qualification == null ? Qualification.NONE : json.qualification(qualification));
    }
}
