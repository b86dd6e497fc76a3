-- Money on its way to affiliates: where it goes, what was asked for, what has become of it.

create table payout_account (
    affiliate_id uuid primary key references affiliate,
    program_id uuid not null references program,
    provider text not null check (provider in ('stripe', 'simulated')),
    payouts_enabled boolean not null,
    state text not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint payout_account_state check (
        case state
            when 'onboarding' then not payouts_enabled
            when 'enabled' then payouts_enabled
            when 'restricted' then not payouts_enabled
            else false
        end)
);
comment on column payout_account.state is 'as the provider last said';

create table payout (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    amount bigint not null check (amount between 1 and 1000000000000000),
    currency char(3) not null,
    provider text not null check (provider in ('stripe', 'simulated')),
    origin text not null check (origin in ('batch', 'request')),
    requested_by text not null,
    state text not null,
    approved_by text,
    provider_reference text,
    reversed bigint not null default 0,
    bank_state text check (bank_state in ('failed')),
    version bigint not null,
    created_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (provider, provider_reference),
    constraint payout_reversed check (reversed between 0 and amount),
    constraint payout_state check (
        (approved_by is not null or origin = 'batch' or state in ('requested', 'canceled'))
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
        end)
);
comment on column payout.version is 'counts the steps; the number of the last row of its history';
comment on column payout.created_at is 'by the clock of the programme';
comment on column payout.bank_state is 'what the provider says of its own payment to the bank: information, no money of ours';
create unique index payout_open on payout (affiliate_id, currency)
    where state in ('requested', 'approved', 'reserved', 'sending', 'unknown');
create index payout_program on payout (program_id, id);
create index payout_affiliate on payout (affiliate_id, id);
create index payout_pending on payout (state, id)
    where state in ('requested', 'approved', 'reserved', 'sending', 'unknown');

create table payout_event (
    payout_id uuid not null references payout,
    n bigint not null check (n > 0),
    at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    from_state text,
    to_state text not null,
    actor text not null,
    cause text not null,
    detail text not null check (detail::json is not null),
    primary key (payout_id, n),
    check ((from_state is null) = (n = 1))
);
comment on table payout_event is 'append-only: the history of each payout';
comment on column payout_event.at is 'by the clock of the programme';
create trigger payout_event_no_change before update or delete on payout_event for each row execute function refuse_change();
create trigger payout_event_no_truncate before truncate on payout_event execute function refuse_change();

-- The batch reads what is payable in the order in which the accounts came to be; requests ask for what is held.
create index ledger_account_payable on ledger_account (program_id, id) where name = 'payable';
create index commission_state_held on commission_state (affiliate_id, currency) where held;

create view payout_violation as
    with booked as (
        select t.source_id,
            count(*) filter (where t.kind = 'PAYOUT_RESERVE') as reserves,
            count(*) filter (where t.kind = 'PAYOUT_SETTLE') as settles,
            count(*) filter (where t.kind = 'PAYOUT_VOID') as voids,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_RESERVE'), 0) as reserved,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_SETTLE'), 0) as settled,
            coalesce(sum(p.amount) filter (where t.kind = 'PAYOUT_VOID'), 0) as voided,
            coalesce(sum(p.amount) filter (where t.kind = 'TRANSFER_REVERSED'), 0) as reversed
        from ledger_transaction t join ledger_posting p on p.transaction_id = t.id and p.amount > 0
        where t.source_type = 'payout' group by t.source_id),
    expected as (
        select id, amount, reversed,
            state in ('transferred', 'partly_reversed', 'reversed') as left_us,
            state in ('failed', 'canceled') as given_up
        from payout)
    select 'payout without its one reservation' as what, e.id::text as id
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.reserves, 0) <> 1 or b.reserved <> e.amount
    union all
    select 'payout settled otherwise than its state says', e.id::text
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.settles, 0) <> e.left_us::int or coalesce(b.settled, 0) <> e.left_us::int * e.amount
    union all
    select 'payout voided otherwise than its state says', e.id::text
        from expected e left join booked b on b.source_id = e.id::text
        where coalesce(b.voids, 0) <> e.given_up::int or coalesce(b.voided, 0) <> e.given_up::int * e.amount
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
