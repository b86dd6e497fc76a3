-- Views on commissions that have changed since they were released, as they are now: change them here and write no migration. It
-- runs after all numbered ones, whenever its text has changed, and may run again. A column can be added at the end only; a
-- migration that has to drop a view must come with another text here, or nothing makes the view again.

-- What was taken back and given again, and what matured, is what the ledger says; of an invoice and kind one line counts.
create or replace view commission_violation as
    with booked as (
        select t.source_id,
            sum(p.amount) filter (where t.kind = 'ACCRUAL') as accrued,
            coalesce(sum(p.amount) filter (where t.kind in ('CLAWBACK', 'REINSTATE')), 0) as reversed,
            bool_or(t.kind = 'MATURE') as matured
        from ledger_transaction t
        join ledger_posting p on p.transaction_id = t.id
        join ledger_account a on a.id = p.account_id
        where t.source_type = 'commission' and (a.name = 'expense.commission' or t.kind = 'MATURE' and p.amount > 0)
        group by t.source_id),
    standing as (
        select r.* from restriction r
        where not exists (select from restriction_end e where e.program_id = r.program_id and e.key = r.key)),
    blocked as (
        select r.customer_id, array_agg(distinct coalesce(p.invoice_ref, ''))
            filter (where p.key is not null) as spared
        from standing r left join restriction_spared p on p.program_id = r.program_id and p.key = r.key
        where r.strength = 'block' group by r.customer_id)
    select 'commission without its accrual' as what, l.id::text as id
        from commission_line l left join ledger_transaction t on t.kind = 'ACCRUAL' and t.idem_key = l.id::text
        where t.id is null
    union all
    select 'accrual differs from its commission', l.id::text
        from commission_line l join booked b on b.source_id = l.id::text where b.accrued <> l.amount
    union all
    select 'commission without its state', l.id::text
        from commission_line l left join commission_state s on s.line_id = l.id where s.line_id is null
    union all
    select 'reversed differs from the ledger', s.line_id::text
        from commission_state s join booked b on b.source_id = s.line_id::text where s.reversed <> -b.reversed
    union all
    select 'matured in the ledger but not here', s.line_id::text
        from commission_state s join booked b on b.source_id = s.line_id::text where b.matured and not s.matured
    union all
    select 'pending of an affiliate differs from its lines', a.id::text
        from ledger_account a join ledger_balance b on b.account_id = a.id
        left join (select affiliate_id, currency, sum(amount - reversed) as pending from commission_state
            where not matured group by affiliate_id, currency) s
            on s.affiliate_id = a.affiliate_id and s.currency = a.currency
        where a.name = 'pending' and -b.balance <> coalesce(s.pending, 0)
    union all
    select 'several lines of an invoice and kind count', min(l.id::text)
        from commission_line l join commission_state s on s.line_id = l.id
        where not s.recomputed and l.invoice_ref is not null group by l.program_id, l.invoice_ref, l.kind having count(*) > 1
    union all
    select 'several bounties of a customer count', min(l.id::text)
        from commission_line l join commission_state s on s.line_id = l.id
        where not s.recomputed and l.invoice_ref is null group by l.customer_id having count(*) > 1
    union all
    select 'bounty of a customer who has not passed the gate at that instant', l.id::text
        from commission_line l join commission_state s on s.line_id = l.id join customer c on c.id = l.customer_id
        where not s.recomputed and l.invoice_ref is null and c.qualified_at is distinct from l.paid_at
    union all
    select 'a month with a cap keeps another amount than the bounty of its customer', k.customer_id::text
        from capped_invoice k left join (
            select l.customer_id, l.paid_at, l.amount as earned from commission_line l
            join commission_state s on s.line_id = l.id where not s.recomputed and l.invoice_ref is null) b
            on b.customer_id = k.customer_id and b.paid_at = k.paid_at
        where k.invoice_ref is null and k.granted <> coalesce(b.earned, 0)
    union all
    select 'a month with a cap keeps another amount than the lines of its invoice', k.program_id::text || ' ' || k.invoice_ref
        from capped_invoice k left join (
            select l.program_id, l.invoice_ref, sum(l.amount) as earned from commission_line l
            join commission_state s on s.line_id = l.id where not s.recomputed group by l.program_id, l.invoice_ref) b
            on b.program_id = k.program_id and b.invoice_ref = k.invoice_ref
        where k.invoice_ref is not null and k.granted <> coalesce(b.earned, 0)
    union all
    select 'held though nothing holds it', s.line_id::text
        from commission_state s where s.held
            and not exists (select from standing r where r.customer_id = s.customer_id)
            and not exists (select from standing r where r.affiliate_id = s.affiliate_id)
    union all
    select 'not held though it has to be', s.line_id::text
        from standing r join commission_state s on s.customer_id = r.customer_id or s.affiliate_id = r.affiliate_id
        where not s.held and not s.recomputed
    union all
    select 'customer of a line differs in its state', s.line_id::text
        from commission_state s join commission_line l on l.id = s.line_id
        where s.customer_id <> l.customer_id or s.affiliate_id <> l.affiliate_id
    union all
    select 'block of a customer differs from its restrictions', c.id::text
        from customer c left join blocked b on b.customer_id = c.id
        where (c.blocked_except is null) <> (b.customer_id is null)
            or c.blocked_except is not null and (not c.blocked_except <@ coalesce(b.spared, '{}')
                or not c.blocked_except @> coalesce(b.spared, '{}'))
    union all
    select 'counts though its customer is blocked', l.id::text
        from customer c join commission_line l on l.customer_id = c.id join commission_state s on s.line_id = l.id
        where c.blocked_except is not null and coalesce(l.invoice_ref, '') <> all (c.blocked_except)
            and not s.recomputed and (l.engine <> 'commission/1' or s.reversed < s.amount);
