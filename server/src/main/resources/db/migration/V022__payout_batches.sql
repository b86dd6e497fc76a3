-- The daily batch: when it runs, how far it has come, and why somebody was left out.

alter table program add column payout_hour int not null default 6 check (payout_hour between 0 and 23);
comment on column program.payout_hour is 'when the daily batch runs, an hour of the day in UTC';

create table payout_batch (
    id uuid primary key,
    program_id uuid not null references program,
    due_at timestamptz not null,
    progress bigint not null default 0,
    balances int not null default 0,
    created int not null default 0,
    started_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    ended_at timestamptz,
    unique (program_id, due_at),
    check (created <= balances)
);
comment on column payout_batch.due_at is 'by the clock of the programme';
comment on column payout_batch.progress is 'the last account of the last chunk: where a run that was cut short goes on';
create unique index payout_batch_running on payout_batch (program_id) where ended_at is null;

create table payout_skip (
    affiliate_id uuid not null references affiliate,
    currency char(3) not null,
    program_id uuid not null references program,
    payable bigint not null,
    reason text not null,
    at timestamptz not null,
    primary key (affiliate_id, currency)
);
comment on table payout_skip is 'Why the last batch left a balance as it was; gone when it is paid out.';
comment on column payout_skip.at is 'by the clock of the programme';
create index payout_skip_program on payout_skip (program_id, affiliate_id);
