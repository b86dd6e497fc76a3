-- A bounty is earned when a customer has traded enough: what of their trades decides when is kept with the customer, so that no
-- close of a trade reads any other; and a line may be earned for it, and for no invoice.
alter table rule_set
    add column bounty_currencies text[] not null default '{}',
    add column bounty_amounts bigint[] not null default '{}',
    add constraint rule_set_bounty check (
        cardinality(bounty_currencies) = cardinality(bounty_amounts) and 1 <= all (bounty_amounts));
comment on column rule_set.bounty_amounts is 'minor units, one for each of bounty_currencies';
alter table rule_set_proposal
    add column bounty_currencies text[] not null default '{}',
    add column bounty_amounts bigint[] not null default '{}',
    add constraint rule_set_proposal_bounty check (
        cardinality(bounty_currencies) = cardinality(bounty_amounts) and 1 <= all (bounty_amounts));

alter table customer
    add column qualification text,
    add column qualified_at timestamptz;
comment on column customer.qualification is 'JSON: the earliest trades that decide when the customer passed the gate of bounties';
comment on column customer.qualified_at is 'the close of the trade with which they passed it, as qualification says';
create index customer_qualified on customer (program_id, qualified_at) where qualified_at is not null;

with ended as (
    select t.customer_id, t.ref, t.opened_at, coalesce(t.closed_at, p.closed_at) as closed_at,
        coalesce(t.closed_event_id, p.event_id) as event_id
    from trade t left join lateral (
        select sum(volume) as volume, max(closed_at) as closed_at,
            (array_agg(event_id order by closed_at desc, event_id collate "C" desc))[1] as event_id
        from trade_part where program_id = t.program_id and trade_ref = t.ref) p on true
    where t.closed_event_id is not null or p.volume >= t.volume),
counting as (
    select e.*, (e.closed_at at time zone 'UTC')::date as day,
        row_number() over (partition by e.customer_id order by e.closed_at, e.ref collate "C") as number,
        row_number() over (partition by e.customer_id, (e.closed_at at time zone 'UTC')::date
            order by e.closed_at, e.ref collate "C") as of_day
    from ended e where e.closed_at - e.opened_at >= interval '120 seconds'),
dayed as (
    select c.*, count(*) filter (where of_day = 1) over (partition by customer_id order by closed_at, ref collate "C") as days
    from counting c),
kept as (
    select * from dayed where number <= 3 or of_day = 1 and days <= 3)
update customer c set qualification = k.qualification, qualified_at = k.qualified_at
from (
    select customer_id, min(closed_at) filter (where number >= 3 and days >= 3) as qualified_at,
        json_build_object('trades', json_agg(json_build_object('trade', ref, 'event', event_id,
            'opened_at', to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'closed_at', to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by number))::text
            as qualification
    from kept group by customer_id) k
where k.customer_id = c.id;

alter table commission_line alter column invoice_ref drop not null;
alter table commission_line drop constraint commission_line_kind_check;
alter table commission_line add constraint commission_line_kind_check
    check (kind in ('FIRST', 'RECURRING', 'BONUS', 'BOUNTY'));
alter table commission_line add constraint commission_line_bounty check ((kind = 'BOUNTY') = (invoice_ref is null));
create unique index commission_line_bounty_once on commission_line (customer_id, generation) where invoice_ref is null;
comment on column commission_line.invoice_ref is 'null for a bounty, which is earned for no invoice';
comment on column commission_line.paid_at is 'when what it is earned for happened: the payment, or that the gate was passed';

-- A bounty takes from the cap of a month like invoices, at a place that no invoice has: its text begins with U+0000.
alter table capped_invoice drop constraint capped_invoice_pkey;
alter table capped_invoice alter column invoice_ref drop not null;
alter table capped_invoice add constraint capped_invoice_once unique (program_id, invoice_ref);
create unique index capped_invoice_bounty on capped_invoice (customer_id) where invoice_ref is null;
comment on column capped_invoice.invoice_ref is 'null for a bounty';
comment on column capped_invoice.place is
    'invoice_ref in UTF-16, of a bounty U+0000 and the customer''s ref: of one instant the smaller ones come first, by their code units';

-- Of a bounty that was paid out nothing is taken back by a block either.
alter table restriction_spared drop constraint restriction_spared_pkey;
alter table restriction_spared alter column invoice_ref drop not null;
alter table restriction_spared add constraint restriction_spared_once
    unique nulls not distinct (program_id, key, invoice_ref, affiliate_id);
comment on column restriction_spared.invoice_ref is 'null for a bounty';
comment on column customer.blocked_except is
    'null while they are not blocked; else the invoices that earn nevertheless, as restrictions say, and an empty text for a bounty';
