-- Who was known by what: by identities that several have in common, people behind several accounts are found.
create table fraud_cursor (
    program_id uuid primary key references program,
    seq bigint not null check (seq >= 0),
    version uuid,
    state text,
    holder uuid,
    moved_at timestamptz
);
comment on column fraud_cursor.seq is 'every event of the programme up to this one has been followed, and none after it';
comment on column fraud_cursor.version is 'another one after each change of what is known, so that whoever remembers it can tell whether it still stands';
comment on column fraud_cursor.state is 'JSON: counters of the whole programme, and the day up to which its affiliates were judged';
comment on column fraud_cursor.holder is 'the process that moved it last and remembers what it knew; others leave it to that one for a moment';

-- Events of a programme in the order of their arrival.
create index event_order on event (program_id, seq);
-- What told of a customer, however much was told of them since.
create index event_signup on event (program_id, customer, seq) where type = 'signup';

create table fraud_identity (
    program_id uuid not null references program,
    kind text not null check (kind in ('mailbox', 'stem', 'mail_domain', 'card', 'payout_account', 'broker_account',
        'terminal', 'device', 'fingerprint', 'address')),
    value_hash uuid not null,
    account text not null check (account ~ '^(customer|affiliate):.'),
    first_seen timestamptz not null,
    last_month date not null,
    primary key (program_id, kind, value_hash, account)
) with (fillfactor = 75);
comment on column fraud_identity.value_hash is 'the first 16 bytes of an HMAC-SHA-256 by a key of the programme';
comment on column fraud_identity.account is 'customer: and the merchant''s id, or affiliate: and the id of an affiliate who has none';
comment on column fraud_identity.last_month is 'the month in which it was told last (UTC); when and how often exactly stands in fraud_account, so that this row rests';
create index fraud_identity_account on fraud_identity (program_id, account, kind, value_hash);
-- A summary: so a later month is written in place, without touching an index.
create index fraud_identity_month on fraud_identity using brin (last_month) with (autosummarize = on);

create table fraud_fanout (
    program_id uuid not null references program,
    kind text not null,
    value_hash uuid not null,
    n bigint not null check (n > 0),
    primary key (program_id, kind, value_hash)
) with (fillfactor = 85);
comment on column fraud_fanout.n is 'how many accounts have it: the rows of fraud_identity';

-- Affiliates whose own particulars changed, and accounts whose devices did; written by triggers, in the transaction of the change.
create table fraud_change (
    id bigint generated always as identity primary key,
    program_id uuid,
    affiliate_id uuid,
    account_id uuid,
    check (case when account_id is null then program_id is not null and affiliate_id is not null
        else program_id is null and affiliate_id is null end)
);
create index fraud_change_program on fraud_change (program_id, id) where program_id is not null;
create index fraud_change_account on fraud_change (id) where account_id is not null;

create function fraud_affiliate_changed() returns trigger language plpgsql as $$
begin
    insert into fraud_change (program_id, affiliate_id) values (new.program_id, new.id);
    return null;
end $$;
create trigger fraud_affiliate_added after insert on affiliate for each row execute function fraud_affiliate_changed();
create trigger fraud_affiliate_changed after update of account_id, email, payout_fingerprint on affiliate
    for each row execute function fraud_affiliate_changed();

create function fraud_device_confirmed() returns trigger language plpgsql as $$
begin
    insert into fraud_change (account_id) values (new.owner_id);
    return null;
end $$;
create trigger fraud_device_added after insert on device
    for each row when (new.confirmed_at is not null) execute function fraud_device_confirmed();
create trigger fraud_device_confirmed after update of confirmed_at on device
    for each row when (new.confirmed_at is not null and old.confirmed_at is null) execute function fraud_device_confirmed();

insert into fraud_change (program_id, affiliate_id) select program_id, id from affiliate order by id;
