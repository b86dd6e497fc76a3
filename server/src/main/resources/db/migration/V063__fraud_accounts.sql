-- What is known of each account, and of two together: what rules about fraud go by.
create table fraud_account (
    program_id uuid not null references program,
    account text not null check (account ~ '^(customer|affiliate):.'),
    doc json not null,
    uses json not null,
    referrer text,
    matures_at timestamptz,
    trades_mature_at timestamptz,
    delay_step smallint,
    dead boolean not null,
    at_till boolean not null,
    instant boolean not null,
    brief boolean not null,
    held text[] not null,
    changed boolean not null,
    primary key (program_id, account)
) with (fillfactor = 75);
comment on column fraud_account.doc is 'its counters, those of its affiliate, and which rules say something of it';
comment on column fraud_account.uses is 'by kind of identifier: hash, how often it was told, when for the last time (milliseconds), in how many sessions';
comment on column fraud_account.referrer is 'the account of the affiliate to whom it is owed';
comment on column fraud_account.matures_at is 'a week after its sign-up, until that has passed';
comment on column fraud_account.trades_mature_at is 'a week after its first trade closed, until that has passed';
comment on column fraud_account.held is 'rules of affiliates that hold it';
comment on column fraud_account.changed is 'whether something of the affiliate changed since the last midnight';
create index fraud_account_referrer on fraud_account (program_id, referrer) where referrer is not null;
create index fraud_account_matures on fraud_account (program_id, matures_at) where matures_at is not null;
create index fraud_account_trades on fraud_account (program_id, trades_mature_at) where trades_mature_at is not null;
create index fraud_account_changed on fraud_account (program_id) where changed;

create table fraud_pair (
    program_id uuid not null references program,
    older text not null,
    younger text not null check (younger <> older),
    trains int not null,
    last_train bigint not null,
    switches int not null,
    last_switch bigint not null,
    opposites int not null,
    last_opposite text,
    strength double precision not null,
    stranger boolean not null,
    said json not null,
    primary key (program_id, older, younger)
) with (fillfactor = 75);
comment on table fraud_pair is 'two accounts with something between them; the older signed up first';
comment on column fraud_pair.trains is 'how often one logged in shortly after the other, in one tree; the last time in milliseconds';
comment on column fraud_pair.switches is 'how often one came shortly after the other at one place';
comment on column fraud_pair.opposites is 'opposite trades; the last trade that was one';
comment on column fraud_pair.strength is 'how likely they are one person, where they are of one tree';
comment on column fraud_pair.said is 'which rules say something of either because of the other';
create index fraud_pair_younger on fraud_pair (program_id, younger);
