-- What waits for another event of Stripe is given up by the programme's clock, and stays listed.
alter table stripe_billing_waiting
    add column stripe_customer text,
    add column since timestamptz,
    add column given_up_at timestamptz;
update stripe_billing_waiting w set since = e.received_at,
    stripe_customer = case when w.member = 'customer' then w.waits_for[1] end
from stripe_billing_event e where (e.program_id, e.id) = (w.program_id, w.event_id);
alter table stripe_billing_waiting alter column since set not null;
comment on table stripe_billing_waiting is 'Events that lack one member, until one of what they wait for becomes known, also after they were given up.';
comment on column stripe_billing_waiting.stripe_customer is 'whom the event is about, where it says so';
comment on column stripe_billing_waiting.since is 'by the programme''s clock';
comment on column stripe_billing_waiting.given_up_at is 'by the programme''s clock, 30 days later; what is missing still releases it';
create index stripe_billing_waiting_since on stripe_billing_waiting (program_id, since) where given_up_at is null;

alter table stripe_billing_event drop constraint stripe_billing_event_outcome_check;
alter table stripe_billing_event
    add constraint stripe_billing_event_outcome_check check (outcome in ('applied', 'waiting', 'given_up', 'ignored'));

-- Of refunds the sums are told as they are now. What still waits was new of its sum; the sum is that and all before it.
update stripe_billing_waiting w
    set body = (w.body::jsonb - 'amount' || jsonb_build_object('type', 'stripe_refunded', 'charge', w.waits_for[1], 'total', s.total))::text
from (select program_id, event_id,
        sum((body::jsonb ->> 'amount')::bigint) over (partition by program_id, waits_for[1] order by seq) as total
    from stripe_billing_waiting where body::jsonb ->> 'type' = 'refund') s
where (w.program_id, w.event_id) = (s.program_id, s.event_id);
drop table stripe_billing_charge;

create table stripe_billing_promotion (
    program_id uuid not null references program,
    promotion text not null,
    code text not null,
    primary key (program_id, promotion)
);
comment on table stripe_billing_promotion is 'What people type where Stripe says promo_...; the first word stands.';

create table stripe_billing_account (
    program_id uuid primary key references program,
    account text not null
);
comment on table stripe_billing_account is 'The connected account whose sales are the programme''s, where one is named.';

-- That a refund of Stripe's failed may be told by several events, of which the first by date counts, not the first to come.
drop index invoice_money_back_failed_once;
