package dev.handsel.referrals.customers;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the search for customers who are their own affiliates found, and how far it is. */
@Repository
class SelfReferralStore {

    private final JdbcClient jdbc;

    SelfReferralStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far the search is.
     *
     * @param rules those by which customers up to {@code last} were compared
     * @param last the last of them; null before the first
     */
    record Progress(String rules, @Nullable UUID last) {}

    /** Two addresses as they are kept; null where the customer has no affiliate, or one of them has no address. */
    record Pair(
            CustomerId customer,
            ProgramId program,
            @Nullable AffiliateId affiliate,
            @Nullable String customerEmail,
            @Nullable String affiliateEmail) {}

    /** A customer, by the merchant's name for them, who seems to be the affiliate they are owed to. */
    record SelfReferral(CustomerId id, String customer, AffiliateId affiliate, Instant foundAt) {}

    /** How far the search is, locked until the transaction ends. */
    Progress take() {
        return jdbc.sql("select * from customer_mailbox_search for update")
                .query((row, _) -> new Progress(row.getString("rules"), row.getObject("last_customer", UUID.class)))
                .single();
    }

    void save(Progress progress) {
        jdbc.sql("update customer_mailbox_search set rules = :rules, last_customer = :last")
                .param("rules", progress.rules())
                .param("last", progress.last())
                .update();
    }

    /** The next customers in the order of their ids, from the first one on where {@code last} is null. */
    List<Pair> after(@Nullable UUID last, int most) {
        return jdbc.sql("""
                select c.id, c.program_id, a.id as affiliate_id, c.email_normalised as theirs,
                    a.email_normalised as affiliates
                from (select * from customer where (:last::uuid is null or id > :last::uuid) order by id limit :most) c
                left join affiliate a on a.id = c.affiliate_id
                order by c.id
                """)
                .param("last", last == null ? null : last.toString())
                .param("most", most)
                .query((row, _) -> {
                    var affiliate = row.getObject("affiliate_id", UUID.class);
                    return new Pair(
                            new CustomerId(row.getObject("id", UUID.class)),
                            new ProgramId(row.getObject("program_id", UUID.class)),
                            affiliate == null ? null : new AffiliateId(affiliate),
                            row.getString("theirs"),
                            row.getString("affiliates"));
                })
                .list();
    }

    /** Keeps these; those that were not known yet. */
    Set<CustomerId> add(List<Pair> found, Instant at) {
        if (found.isEmpty()) {
            return Set.of();
        }
        var columns = Columns.of(found)
                .with("customers", pair -> pair.customer().value())
                .with("programs", pair -> pair.program().value())
                .with(
                        "affiliates",
                        pair -> pair.affiliate() == null
                                ? null
                                : pair.affiliate().value());
        return new HashSet<>(jdbc.sql("""
                insert into customer_self_referral (customer_id, program_id, affiliate_id, found_at)
                select n.customer, n.program, n.affiliate, :at
                from unnest(:customers::uuid[], :programs::uuid[], :affiliates::uuid[]) as n(customer, program, affiliate)
                order by n.customer
                on conflict (customer_id) do nothing
                returning customer_id
                """)
                .params(columns.params())
                .param("at", utc(at))
                .query((row, _) -> new CustomerId(row.getObject("customer_id", UUID.class)))
                .list());
    }

    List<SelfReferral> list(ProgramId program, PageRequest page) {
        var keyset = page.newestFirst("s.customer_id");
        return jdbc.sql("""
                select s.customer_id, c.ref, s.affiliate_id, s.found_at
                from customer_self_referral s join customer c on c.id = s.customer_id
                where s.program_id = :program""" + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query((row, _) -> new SelfReferral(
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        row.getString("ref"),
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        row.getObject("found_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
