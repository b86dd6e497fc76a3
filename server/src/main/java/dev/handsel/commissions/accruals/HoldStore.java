package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.money.Currency;
import dev.handsel.commissions.accruals.HeldAmounts.Owner;
import dev.handsel.commissions.accruals.HeldLines.Earned;
import dev.handsel.commissions.accruals.HeldLines.PaidInvoice;
import dev.handsel.ledger.Ledger.Outgoing;
import dev.handsel.platform.database.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is held of the table {@code commission_state}, and how much of that could leave. */
@Repository
class HoldStore {

    private final JdbcClient jdbc;

    HoldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks every line that counts of these customers and affiliates, in the order of their ids; returns whose they are. */
    Set<AffiliateId> take(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        return new HashSet<>(jdbc.sql("""
                select affiliate_id from commission_state
                where (customer_id = any(:customers) or affiliate_id = any(:theirs)) and not recomputed
                order by line_id for update
                """)
                .param("customers", ids(customers))
                .param("theirs", ids(affiliates))
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .list());
    }

    /** Invoices and bounties of these customers of which a line counts as paid out, with what of them was. */
    List<PaidInvoice> paidOut(Collection<CustomerId> customers, Set<AffiliateId> owners, List<Outgoing> outgoing) {
        return jdbc.sql("with " + PaidOrder.SQL + """
                select p.customer_id, coalesce(l.invoice_ref, '') as invoice, p.affiliate_id, p.currency, sum(p.rest)::bigint as amount
                from paid_order p join commission_line l on l.id = p.line_id
                where p.customer_id = any(:customers) and p.rest > 0 and p.sure = p.rest
                group by 1, 2, 3, 4 order by 2
                """)
                .param("customers", ids(customers))
                .params(params(owners, outgoing))
                .query((row, _) -> new PaidInvoice(
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        row.getString("invoice"),
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        Currency.of(row.getString("currency")),
                        row.getLong("amount")))
                .list();
    }

    /** Whose lines of these customers and affiliates count; nothing is locked. */
    Set<AffiliateId> owners(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        return new HashSet<>(jdbc.sql("""
                select distinct affiliate_id from commission_state
                where (customer_id = any(:customers) or affiliate_id = any(:theirs)) and not recomputed
                """)
                .param("customers", ids(customers))
                .param("theirs", ids(affiliates))
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .list());
    }

    /** What counts of the lines of these customers and affiliates, with what of it has left. */
    List<Earned> earned(
            Collection<CustomerId> customers,
            Collection<AffiliateId> affiliates,
            Set<AffiliateId> owners,
            List<Outgoing> outgoing) {
        return jdbc.sql("with " + PaidOrder.SQL + """
                select customer_id, affiliate_id, currency, held, paid, sum(rest)::bigint as rest, sum(gone)::bigint as gone
                from (
                    select p.customer_id, p.affiliate_id, p.currency, p.held, p.rest, p.gone,
                        bool_or(p.sure = p.rest) over (
                            partition by p.customer_id, p.affiliate_id, p.currency, l.invoice_ref) as paid
                    from paid_order p join commission_line l on l.id = p.line_id
                    where p.rest > 0) as line
                where customer_id = any(:customers) or affiliate_id = any(:theirs)
                group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
                """)
                .param("customers", ids(customers))
                .param("theirs", ids(affiliates))
                .params(params(owners, outgoing))
                .query((row, _) -> new Earned(
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        Currency.of(row.getString("currency")),
                        row.getBoolean("held"),
                        row.getBoolean("paid"),
                        row.getLong("rest"),
                        row.getLong("gone")))
                .list();
    }

    /**
     * Holds the lines that count of these customers and affiliates, as far as a restriction of theirs stands; with each is kept
     * what of it has left already. Returns how many.
     */
    int hold(
            Collection<CustomerId> customers,
            Collection<AffiliateId> affiliates,
            Set<AffiliateId> owners,
            List<Outgoing> outgoing) {
        return jdbc.sql("with " + PaidOrder.SQL + """
                update commission_state s set held = true, paid_before = p.gone,
                    place_before = case when p.gone_since > 0 then p.place else p.place_before end
                from paid_order p
                where s.line_id = p.line_id and not s.held and not s.recomputed
                    and (s.customer_id = any(:customers) or s.affiliate_id = any(:theirs))
                """)
                .param("customers", ids(customers))
                .param("theirs", ids(affiliates))
                .params(params(owners, outgoing))
                .update();
    }

    /** Releases the held lines of these customers and affiliates, but those that another restriction holds; returns how many it is. */
    int release(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        return (int) jdbc
                .sql("""
                update commission_state set held = false
                where (customer_id = any(:customers) or affiliate_id = any(:theirs)) and held returning held
                """)
                .param("customers", ids(customers))
                .param("theirs", ids(affiliates))
                .query(Boolean.class)
                .list()
                .stream()
                .filter(held -> !held)
                .count();
    }

    /** Those of these affiliates of whom something is held that has matured. */
    Set<AffiliateId> holding(Collection<AffiliateId> affiliates) {
        return new HashSet<>(jdbc.sql("""
                select distinct affiliate_id from commission_state where affiliate_id = any(:theirs) and held and matured
                """)
                .param("theirs", ids(affiliates))
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .list());
    }

    /** What must not leave: of held lines that have matured, what has not left. */
    Map<Owner, Long> held(Set<AffiliateId> owners, List<Outgoing> outgoing) {
        var held = new HashMap<Owner, Long>();
        jdbc.sql("with " + PaidOrder.SQL + """
                select p.affiliate_id, p.currency, sum(p.rest - p.gone)::bigint as held
                from paid_order p
                where p.held and p.matured group by p.affiliate_id, p.currency
                """).params(params(owners, outgoing)).query(row -> {
            var owner = new Owner(
                    new AffiliateId(row.getObject("affiliate_id", UUID.class)), Currency.of(row.getString("currency")));
            held.put(owner, row.getLong("held"));
        });
        return held;
    }

    /** The parameters of {@link PaidOrder}. */
    static Map<String, Object> params(Set<AffiliateId> owners, List<Outgoing> outgoing) {
        var params = new HashMap<>(Columns.of(outgoing)
                .with("owners", one -> one.affiliate().value())
                .with("currencies", one -> one.currency().code())
                .with("paid", Outgoing::paid)
                .with("sure", Outgoing::sure)
                .with("out", Outgoing::out)
                .params());
        params.put("affiliates", ids(owners));
        return params;
    }

    /** Whether lines of this affiliate in this currency were taken back whose customer is blocked now. */
    boolean blocked(Owner owner) {
        return jdbc.sql("""
                select exists (select from commission_state s join customer c on c.id = s.customer_id
                    where s.affiliate_id = :affiliate and s.currency = :currency and s.reversed = s.amount
                        and c.blocked_except is not null)
                """)
                .param("affiliate", owner.affiliate().value())
                .param("currency", owner.currency().code())
                .query(Boolean.class)
                .single();
    }

    /** Locks the held lines of these affiliates, in the order of their ids. */
    void takeHeld(Collection<AffiliateId> affiliates) {
        jdbc.sql(
                        "select line_id from commission_state where affiliate_id = any(:theirs) and held order by line_id for update")
                .param("theirs", ids(affiliates))
                .query(UUID.class)
                .list();
    }

    /** Of each held line that is not covered by what has left or is on its way, only what is covered counts as gone before. */
    void shrink(Set<AffiliateId> owners, List<Outgoing> outgoing) {
        jdbc.sql("with " + PaidOrder.SQL + """
                update commission_state s set paid_before = p.gone from paid_order p
                where s.line_id = p.line_id and s.held and p.gone < p.before
                """).params(params(owners, outgoing)).update();
    }

    private static UUID[] ids(Collection<? extends Id> ids) {
        return ids.stream().map(Id::value).toArray(UUID[]::new);
    }
}
