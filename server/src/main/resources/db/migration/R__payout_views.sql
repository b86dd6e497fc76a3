-- Views on payouts that have changed since they were released, as they are now: change them here and write no migration. It
-- runs after all numbered ones, whenever its text has changed, and may run again. A column can be added at the end only; a
-- migration that has to drop a view must come with another text here, or nothing makes the view again.

-- A payout is reserved once net: what was given up or never there and yet left is reserved again. Of a payout that is sent in
-- parts each part is settled by itself, and what did not leave is freed when the last of them has come to its end.
create or replace view payout_violation as
    with booked as (
        select t.source_id,
            count(*) filter (where t.kind = 'PAYOUT_RESERVE') as reserves,
            count(*) filter (where t.kind = 'PAYOUT_SETTLE') as settles,
            count(*) filter (where t.kind = 'PAYOUT_VOID') as voids,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_RESERVE'), 0) as reserved,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_RECOVER'), 0) as recovered,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_SETTLE'), 0) as settled,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_VOID'), 0) as voided,
            coalesce(sum(p.amount) filter (where t.kind = 'TRANSFER_REVERSED'), 0) as reversed
        from ledger_transaction t join ledger_posting p on p.transaction_id = t.id and p.amount > 0
        where t.source_type = 'payout' group by t.source_id),
    parts as (
        select payout_id,
            count(*) filter (where state = 'transferred') as transferred,
            coalesce(sum(amount) filter (where state = 'transferred'), 0) as left_us,
            coalesce(sum(amount) filter (where state <> 'split'), 0) as total,
            sum(reversed) as reversed,
            bool_or(state = 'open') as open
        from payout_part group by payout_id),
    expected as (
        select p.id, p.amount, p.reversed, p.origin, p.state,
            p.state in ('requested', 'approved', 'reserved', 'sending', 'unknown') as open,
            coalesce(p.sent_in_parts,
                case when p.state in ('transferred', 'partly_reversed', 'reversed') then p.amount else 0 end) as left_us,
            coalesce(f.transferred, (p.state in ('transferred', 'partly_reversed', 'reversed'))::int) as transfers,
            f.left_us as left_in_parts, f.total as total_of_parts, f.reversed as reversed_of_parts, f.open as part_open
        from payout p left join parts f on f.payout_id = p.id)
    select 'payout without its one reservation' as what, e.id::text as id
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.reserves, 0) <> (e.origin <> 'recovered')::int
            or coalesce(b.reserved, 0) <> (e.origin <> 'recovered')::int * e.amount
            or coalesce(b.reserved, 0) + coalesce(b.recovered, 0) - coalesce(b.voided, 0)
                <> case when e.open then e.amount else e.left_us end
    union all
    select 'payout settled otherwise than its state says', e.id::text
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.settles, 0) <> e.transfers or coalesce(b.settled, 0) <> e.left_us
    union all
    select 'payout voided otherwise than its state says', e.id::text
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.voids, 0) > 1 or e.open and coalesce(b.voids, 0) > 0
            or e.state in ('failed', 'canceled') and coalesce(b.voided, 0) <> e.amount
    union all
    select 'reversed of a payout differs from the ledger', e.id::text
        from expected e left join booked b on b.source_id = e.id::text where coalesce(b.reversed, 0) <> e.reversed
    union all
    select 'payout transaction without its payout', b.source_id
        from booked b left join payout p on p.id::text = b.source_id where p.id is null
    union all
    select 'payout differs from its history', p.id::text
        from payout p left join payout_event e on e.payout_id = p.id and e.n = p.version
        where e.to_state is distinct from p.state
    union all
    select 'money in flight differs from the open payouts', a.id::text
        from ledger_account a join ledger_balance b on b.account_id = a.id
        left join (select affiliate_id, currency, sum(amount - coalesce(sent_in_parts, 0)) as total from payout
            where state in ('requested', 'approved', 'reserved', 'sending', 'unknown')
            group by affiliate_id, currency) o on o.affiliate_id = a.affiliate_id and o.currency = a.currency
        where a.name = 'in_flight' and -b.balance <> coalesce(o.total, 0)
    union all
    select 'payout differs from its parts', e.id::text from expected e
        where e.total_of_parts is not null and (e.left_in_parts <> e.left_us or e.reversed_of_parts <> e.reversed
            or e.origin <> 'recovered' and e.total_of_parts > e.amount
            or e.open and e.total_of_parts <> e.amount or not e.open and e.state <> 'canceled' and e.part_open);
