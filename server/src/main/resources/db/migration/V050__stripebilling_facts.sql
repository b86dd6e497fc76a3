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

-- Sums of refunds are told as they are now, and what is new of each is found by date. What was told as refunds before stays so.
comment on table stripe_billing_charge is 'What was told as refunds by releases that told what is new of each sum; nothing is added any more.';
comment on column stripe_billing_charge.refunded is 'minor units: all that went back as far as was told then';

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
