package dev.handsel.commissions.tiers;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.agreements.Subject;
import dev.handsel.programs.agreements.Tiers.Measure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What affiliates brought in the days before a month, as it is stored now: one statement that reads what was paid in these days
 * and nothing else.
 */
@Repository
class TierFigures {

    /**
     * The invoices paid in these days that had been given back in full before they ended, as {@code MoneyBack} says: by refunds
     * that did not fail, as far as it is known now. Of a charge sums are told; what failed at their time or later is taken out,
     * and the largest that is left counts, less what had been counted before.
     */
    private static final String GIVEN_BACK = """
            with told as (
                select m.id, i.ref as invoice, m.kind, m.ref, m.amount, m.occurred_at
                from invoice i join invoice_money_back m on m.program_id = i.program_id and m.invoice_ref = i.ref
                where i.program_id = :program and i.paid_at >= :since and i.paid_at < :until and m.occurred_at < :until
                    and m.kind in ('refund', 'charge_refunded')
            ), failed as (
                select distinct on (f.ref, f.part) f.ref, f.amount, f.occurred_at
                from invoice_money_back f
                where f.program_id = :program and f.kind = 'charge_refund_failed' and f.ref in (select ref from told)
                order by f.ref, f.part, f.occurred_at, f.amount
            ), sums as (
                select t.invoice, t.ref, t.amount - coalesce(sum(f.amount), 0) as amount
                from told t left join failed f on f.ref = t.ref and f.occurred_at >= t.occurred_at
                where t.kind = 'charge_refunded'
                group by t.id, t.invoice, t.ref, t.amount
            ), back as (
                select t.invoice, t.amount from told t
                where t.kind = 'refund' and not exists (select from invoice_money_back f
                    where f.program_id = :program and f.kind = 'refund_failed' and f.ref = t.ref)
                union all
                select s.invoice, max(s.amount) - coalesce((select max(c.amount) from invoice_money_back c
                        where c.program_id = :program and c.kind = 'charge_counted' and c.ref = s.ref), 0)
                from sums s group by s.invoice, s.ref
            ), given_back as (
                select i.ref, i.customer_id
                from invoice i
                join (select invoice, sum(greatest(amount, 0)) as amount from back group by invoice) b on b.invoice = i.ref
                where i.program_id = :program
                    and b.amount >= i.paid + coalesce((i.body::jsonb ->> 'debt_settled')::bigint, 0)
            )
            """;

    /**
     * Whether an invoice has cash as {@code Charge} says. The tax stands in the body alone, which the server writes without
     * blanks; a quote within a text of it has a backslash before it.
     */
    private static final String WITH_CASH = """
            i.paid > 0 and i.gross > 0 and i.gross > substring(i.body from '"tax":(-?[0-9]+)')::bigint""";

    private static final String CUSTOMERS = GIVEN_BACK + """
            select c.affiliate_id, count(*) as figure from customer c
            where c.program_id = :program and c.affiliate_id is not null
                and c.first_paid_at >= :since and c.first_paid_at < :until
                and c.id not in (select g.customer_id from given_back g where not exists (
                    select from invoice i where i.customer_id = g.customer_id and i.paid_at < :until and %s
                        and i.ref not in (select ref from given_back)))
            group by c.affiliate_id having count(*) >= :lowest
            """.formatted(WITH_CASH);

    private static final String REVENUE = GIVEN_BACK + """
            select c.affiliate_id, least(sum(i.paid), 9223372036854775807)::bigint as figure
            from invoice i join customer c on c.id = i.customer_id
            where i.program_id = :program and i.paid_at >= :since and i.paid_at < :until and i.currency = :currency and %s
                and c.affiliate_id is not null and i.ref not in (select ref from given_back)
            group by c.affiliate_id having sum(i.paid) >= :lowest
            """.formatted(WITH_CASH);

    private final JdbcClient jdbc;

    TierFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an affiliate brought: customers, or minor units. */
    record Figure(AffiliateId affiliate, long figure) {}

    /** All affiliates who brought so much at least. */
    List<Figure> of(ProgramId program, Measured measured, long lowest) {
        var currency = measured.currency();
        return jdbc.sql(counting(measured.by()))
                .param("program", program.value())
                .param("since", utc(measured.since()))
                .param("until", utc(measured.month()))
                .param("lowest", lowest)
                .param("currency", currency == null ? null : currency.code())
                .query((row, _) ->
                        new Figure(new AffiliateId(row.getObject("affiliate_id", UUID.class)), row.getLong("figure")))
                .list();
    }

    private static String counting(Measure by) {
        return switch (by) {
            case CUSTOMERS -> CUSTOMERS;
            case REVENUE -> REVENUE;
        };
    }

    /** Who earns by terms of this subject: of a link, a coupon or an affiliate its affiliate alone. */
    Earning earning(ProgramId program, Subject subject) {
        return switch (subject.level()) {
            case LINK ->
                new Earning.One(owner(
                        "select affiliate_id from affiliate_link where program_id = :program and id = :subject",
                        program,
                        LinkId.parse(name(subject)).value()));
            case COUPON ->
                new Earning.One(owner(
                        "select affiliate_id from affiliate_coupon where program_id = :program and coupon = :subject",
                        program,
                        name(subject)));
            case AFFILIATE -> new Earning.One(Optional.of(AffiliateId.parse(name(subject))));
            case GROUP, PRODUCT, PROGRAM -> new Earning.Anybody();
        };
    }

    private Optional<AffiliateId> owner(String select, ProgramId program, Object subject) {
        return jdbc.sql(select)
                .param("program", program.value())
                .param("subject", subject)
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .optional();
    }

    private static String name(Subject subject) {
        return Objects.requireNonNull(subject.name());
    }
}
