package dev.handsel.commissions.accruals;

/**
 * What was paid out counts for matured lines in the order of their places. Of a line that is held only that part counts which had
 * left before it was held, so that what is paid out since counts for others.
 */
final class PaidOrder {

    /**
     * A common table {@code paid_order} of all lines of the affiliates {@code :affiliates}: {@code rest} is what was not taken back,
     * {@code front} the part of it that payouts may count for, {@code upto} the sum of these parts up to and with this line.
     */
    static final String SQL = """
            front as (
                select line_id, affiliate_id, customer_id, currency, matured, held, place, amount - reversed as rest,
                    case when not matured then 0 when held then least(amount - reversed, paid_before) else amount - reversed end
                        as front
                from commission_state where affiliate_id = any(:affiliates)),
            paid_order as (
                select front.*, (sum(front) over (partition by affiliate_id, currency order by place, line_id))::bigint as upto
                from front),
            outgoing as (
                select * from unnest(:owners::uuid[], :currencies::text[], :paid::bigint[], :out::bigint[])
                    as o(affiliate_id, currency, paid, out))
            """;

    private PaidOrder() {}
}
