package dev.handsel.commissions.accruals;

/**
 * What was paid out counts for matured lines in the order of their places, which they get when they mature. Of a line that is held only
 * that part counts which had left before it was held, so that what is paid out since counts for others. That part keeps its place when
 * the line is released; the rest goes to the end, as it could not be paid before.
 */
final class PaidOrder {

    /**
     * A common table {@code paid_order} of all lines of the affiliates {@code :affiliates}: {@code rest} is what was not taken back,
     * {@code before} the part of it that had left before a hold, {@code gone} what of it has left or is on its way, {@code
     * gone_since} what of that is beside {@code before}, {@code settled} what of it counts as paid out, {@code sure} what of it was
     * paid out even if all that people added was paid first.
     */
    static final String SQL = """
            front as (
                select line_id, affiliate_id, customer_id, currency, matured, held, place, place_before, amount - reversed as rest,
                    case when matured then least(amount - reversed, paid_before) else 0 end as before
                from commission_state where affiliate_id = any(:affiliates)),
            outgoing as (
                select * from unnest(:owners::uuid[], :currencies::text[], :paid::bigint[], :sure::bigint[], :out::bigint[])
                    as o(affiliate_id, currency, paid, sure, out)),
            reach as (
                select line_id, affiliate_id, currency, amount, since, (sum(amount) over in_order)::bigint - amount as ahead
                from front cross join lateral (values
                    (place_before, before, false),
                    (place, case when matured and not held then rest - before else 0 end, true)) as part(at, amount, since)
                where amount > 0
                window in_order as (partition by affiliate_id, currency order by at, line_id)),
            covered as (
                select line_id, since, least(amount, o.out - ahead) as gone, least(amount, o.paid - ahead) as settled,
                    least(amount, o.sure - ahead) as sure
                from reach join outgoing o using (affiliate_id, currency)),
            sums as (
                select line_id, sum(greatest(0, gone))::bigint as gone, sum(greatest(0, settled))::bigint as settled,
                    sum(greatest(0, sure))::bigint as sure, (sum(greatest(0, gone)) filter (where since))::bigint as gone_since
                from covered group by line_id),
            paid_order as (
                select f.*, coalesce(s.gone, 0) as gone, coalesce(s.gone_since, 0) as gone_since, coalesce(s.settled, 0) as settled,
                    coalesce(s.sure, 0) as sure
                from front f left join sums s on s.line_id = f.line_id)
            """;

    private PaidOrder() {}
}
