-- Payouts that a provider really sends: where to, what is on its way, what was asked of Stripe and what it said.

-- Accounts of affiliates with Stripe.
alter table payout_account
    add column reference text,
    add column country char(2),
    add column requirements text[] not null default '{}',
    add column disabled_reason text,
    add column checked_at timestamptz,
    add column bank_account text,
    add column bank_changed_at timestamptz,
    add column generation int not null default 1 check (generation > 0),
    drop constraint payout_account_state,
    add constraint payout_account_state check (
        case state
            when 'onboarding' then not payouts_enabled
            when 'enabled' then payouts_enabled and (provider = 'simulated' or reference is not null)
            when 'restricted' then not payouts_enabled
            when 'disconnected' then not payouts_enabled
            else false
        end),
    add constraint payout_account_reference check (provider = 'stripe' or reference is null);
create unique index payout_account_known on payout_account (reference) where reference is not null;
create index payout_account_asked on payout_account (checked_at, affiliate_id) where reference is not null;
comment on column payout_account.reference is 'Stripe''s id of the account, acct_...';
comment on column payout_account.requirements is 'What Stripe asks for now, in its own words: individual.verification.document';
comment on column payout_account.checked_at is 'when Stripe was last asked, by the system''s clock';
comment on column payout_account.bank_account is 'Stripe''s id and fingerprint of where it pays to, to notice a change';
comment on column payout_account.generation is 'counts the accounts begun; part of the key that makes beginning one repeatable';

-- Payouts that are sent.
alter table payout
    add column destination text,
    add column due_at timestamptz,
    add column hold text,
    drop constraint payout_origin_check,
    add constraint payout_origin_check check (origin in ('batch', 'request', 'recovered')),
    drop constraint payout_bank_state_check,
    add constraint payout_bank_state_check check (bank_state in ('pending', 'paid', 'failed')),
    drop constraint payout_state,
    add constraint payout_state check (
        (approved_by is not null or origin in ('batch', 'recovered') or state in ('requested', 'canceled'))
        and case state
            when 'requested' then approved_by is null and provider_reference is null and reversed = 0 and bank_state is null
            when 'approved' then provider_reference is null and reversed = 0 and bank_state is null
            when 'reserved' then provider_reference is null and reversed = 0 and bank_state is null
            when 'sending' then provider_reference is null and reversed = 0 and bank_state is null
            when 'unknown' then provider_reference is null and reversed = 0 and bank_state is null
            when 'transferred' then provider_reference is not null and reversed = 0
            when 'partly_reversed' then provider_reference is not null and reversed > 0 and reversed < amount
            when 'reversed' then provider_reference is not null and reversed = amount
            when 'failed' then provider_reference is null and reversed = 0 and bank_state is null
            when 'canceled' then provider_reference is null and reversed = 0 and bank_state is null
            else false
        end),
    add constraint payout_destination check ((provider = 'stripe') = (destination is not null)) not valid,
    add constraint payout_due check (
        case when provider = 'stripe' and state in ('reserved', 'sending', 'unknown') then due_at is not null
            else due_at is null and hold is null end) not valid;
comment on column payout.destination is 'the provider''s account that the money goes to, as it was when the payout came to be';
comment on column payout.due_at is 'when the sender looks at it next, by the clock of the database; while somebody does, until when nobody else';
comment on column payout.hold is 'why it is not sent yet, in words';
create index payout_due on payout (due_at, id) where due_at is not null;
create index payout_destination on payout (destination) where state in ('requested', 'approved', 'reserved');
create index payout_bank on payout (created_at) where provider = 'stripe' and state in ('transferred', 'partly_reversed')
    and (bank_state is null or bank_state = 'pending');

insert into ledger_kind values ('PAYOUT_RECOVER', true, 'reserved after the fact: it had left already');

-- One payout, one transfer, one key: written before any byte leaves, and never changed but for how it goes.
create table transfer_request (
    payout_id uuid primary key references payout,
    idem_key text not null unique,
    body text not null,
    first_sent_at timestamptz not null default now(),
    last_sent_at timestamptz not null default now(),
    attempts int not null default 1 check (attempts > 0),
    unanswered int not null default 1 check (unanswered between 0 and attempts)
);
comment on column transfer_request.body is 'the bytes of the request, the same at every attempt';
comment on column transfer_request.first_sent_at is 'by the clock of the database: for 23 hours from then the same key is safe';
comment on column transfer_request.unanswered is 'attempts of which nobody knows for certain that they did nothing';
create function transfer_request_frozen() returns trigger language plpgsql as $$
begin
    if new.payout_id <> old.payout_id or new.idem_key <> old.idem_key or new.body <> old.body
            or new.attempts < old.attempts then
        raise exception 'the request of payout % is frozen', old.payout_id using errcode = 'LG010';
    end if;
    return new;
end $$;
create trigger transfer_request_frozen before update on transfer_request
    for each row execute function transfer_request_frozen();
create trigger transfer_request_kept before delete on transfer_request for each row execute function refuse_change();

-- By which the bank payouts of Stripe name the transfers they are made of.
create table transfer_payment (
    payment text primary key,
    payout_id uuid not null unique references payout
);
comment on table transfer_payment is 'append-only: what a transfer became on the other side, py_...';
create trigger transfer_payment_no_change before update or delete on transfer_payment
    for each row execute function refuse_change();

-- What the sender knows about Stripe and about this database.
create table sender_checkpoint (
    id boolean primary key default true check (id),
    system_identifier text not null,
    timeline int not null,
    seen_until timestamptz not null
);
comment on table sender_checkpoint is 'Up to when every transfer at Stripe is known here, and which database knew it.';

create table currency_stop (
    currency char(3) primary key,
    since timestamptz not null default now(),
    required bigint not null check (required > 0),
    shortfall bigint not null check (shortfall > 0),
    checked_at timestamptz not null default now()
);
comment on table currency_stop is 'Currencies in which the balance at Stripe did not suffice; nothing new is sent until it does.';
comment on column currency_stop.required is 'minor units: the oldest payout that waits';
comment on column currency_stop.shortfall is 'minor units: what is missing for all that wait';

-- What Stripe told, kept before it is answered, applied afterwards.
create table stripe_event (
    id text not null check (length(id) between 1 and 255),
    source text not null check (source in ('connect')),
    type text not null,
    account text,
    object_id text,
    payload bytea not null,
    state text not null default 'waiting' check (state in ('waiting', 'applied', 'ignored', 'given_up')),
    attempts int not null default 0,
    due_at timestamptz not null default now(),
    received_at timestamptz not null default now(),
    ended_at timestamptz,
    note text,
    primary key (source, id),
    check ((state = 'waiting') = (ended_at is null))
);
comment on column stripe_event.payload is 'the raw bytes as they came';
create table stripe_event_poll (
    id boolean primary key default true check (id),
    seen_until timestamptz not null
);
comment on table stripe_event_poll is 'Up to when Stripe was asked for the events of the platform itself.';
create index stripe_event_due on stripe_event (due_at, id) where state = 'waiting';
create index stripe_event_received on stripe_event (received_at);

-- Every night: what Stripe says has moved, against what the ledger says.
create table reconciliation_run (
    from_at timestamptz primary key,
    to_at timestamptz not null check (to_at > from_at),
    made_at timestamptz not null default now()
);
comment on table reconciliation_run is 'append-only: the days that were compared';
create trigger reconciliation_run_no_change before update or delete on reconciliation_run
    for each row execute function refuse_change();

create table reconciliation (
    id uuid primary key,
    from_at timestamptz not null references reconciliation_run,
    currency char(3) not null,
    stripe_total bigint not null,
    ledger_total bigint not null,
    unexplained bigint not null check (unexplained >= 0),
    lines text not null check (lines::json is not null),
    unique (from_at, currency)
);
comment on table reconciliation is 'append-only: what was found, each day and currency';
comment on column reconciliation.lines is 'each transfer on which the two differ, and why';
create trigger reconciliation_no_change before update or delete on reconciliation for each row execute function refuse_change();

-- A payout is reserved once net: what was given up or never there and yet left is reserved again.
create or replace view payout_violation as
    with booked as (
        select t.source_id,
            count(*) filter (where t.kind = 'PAYOUT_RESERVE') as reserves,
            count(*) filter (where t.kind = 'PAYOUT_RECOVER') as recovers,
            count(*) filter (where t.kind = 'PAYOUT_SETTLE') as settles,
            count(*) filter (where t.kind = 'PAYOUT_VOID') as voids,
            coalesce(sum(p.amount) filter (where t.kind in ('PAYOUT_RESERVE', 'PAYOUT_RECOVER')), 0) as reserved,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_SETTLE'), 0) as settled,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_VOID'), 0) as voided,
            coalesce(sum(p.amount) filter (where t.kind = 'TRANSFER_REVERSED'), 0) as reversed
        from ledger_transaction t join ledger_posting p on p.transaction_id = t.id and p.amount > 0
        where t.source_type = 'payout' group by t.source_id),
    expected as (
        select id, amount, reversed, origin,
            state in ('transferred', 'partly_reversed', 'reversed') as left_us,
            state in ('failed', 'canceled') as given_up
        from payout)
    select 'payout without its one reservation' as what, e.id::text as id
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.reserves, 0) <> (e.origin <> 'recovered')::int
            or coalesce(b.reserves, 0) + coalesce(b.recovers, 0) - coalesce(b.voids, 0) <> (not e.given_up)::int
            or coalesce(b.reserved, 0) - coalesce(b.voided, 0) <> (not e.given_up)::int * e.amount
    union all
    select 'payout settled otherwise than its state says', e.id::text
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.settles, 0) <> e.left_us::int or coalesce(b.settled, 0) <> e.left_us::int * e.amount
    union all
    select 'payout voided otherwise than its state says', e.id::text
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.voids, 0) <> coalesce(b.recovers, 0) - (e.origin = 'recovered')::int + e.given_up::int
            or coalesce(b.voided, 0) <> coalesce(b.voids, 0) * e.amount
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
        left join (select affiliate_id, currency, sum(amount) as total from payout
            where state in ('requested', 'approved', 'reserved', 'sending', 'unknown')
            group by affiliate_id, currency) o on o.affiliate_id = a.affiliate_id and o.currency = a.currency
        where a.name = 'in_flight' and -b.balance <> coalesce(o.total, 0);
