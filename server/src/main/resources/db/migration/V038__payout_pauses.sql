-- What Stripe refuses for good is not tried again every day: payouts of that affiliate and currency pause until something that
-- could mend it has changed. A pause counts only while the account is the one, in the version, that it was refused for.
create table payout_pause (
    id uuid primary key,
    affiliate_id uuid not null references affiliate,
    currency char(3) not null,
    program_id uuid not null references program,
    payout_id uuid not null references payout,
    amount bigint not null check (amount > 0),
    code text not null,
    message text not null,
    destination text not null,
    account_version bigint not null,
    since timestamptz not null default now(),
    unique (affiliate_id, currency)
);
comment on column payout_pause.amount is 'what was refused, in minor units: less or more of it may pass';
comment on column payout_pause.account_version is 'of the payout account when it was refused; another one lifts the pause';
create index payout_pause_program on payout_pause (program_id, id);
