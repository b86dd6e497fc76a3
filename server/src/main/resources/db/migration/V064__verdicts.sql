-- What rules about fraud say of accounts and affiliates, the verdict that follows for each, and every change of a verdict.
create table fraud_signal (
    program_id uuid not null references program,
    kind text not null check (kind in ('account', 'affiliate')),
    account text not null check (account ~ '^(customer|affiliate):.'),
    type text not null,
    rule text not null,
    other text not null,
    version integer not null check (version > 0),
    action text not null check (action in ('flag', 'hold', 'block')),
    score double precision not null check (score between 0 and 1),
    evidence json not null,
    said boolean not null,
    standing text not null check (standing in ('open', 'dismissed', 'whitelisted', 'confirmed')),
    grounds jsonb not null check (jsonb_typeof(grounds) = 'object'),
    confirmed json check (confirmed is null or (said and standing = 'open')),
    raised_at timestamptz not null,
    changed_at timestamptz not null check (changed_at >= raised_at),
    primary key (program_id, account, kind, type, rule, other),
    constraint fraud_signal_kept check (said or standing in ('dismissed', 'confirmed')),
    constraint fraud_signal_grounds check ((standing = 'dismissed') = (grounds <> '{}'::jsonb))
);
comment on column fraud_signal.other is 'because of whom: another account, two of them with a plus between, or empty';
comment on column fraud_signal.evidence is 'as the rule gave it, its members in their order';
comment on column fraud_signal.said is 'whether the rule still says so; what people decided is kept without it';
comment on column fraud_signal.grounds is 'the kinds of evidence that somebody has dismissed, each with the strongest action that was dismissed with it';
comment on column fraud_signal.confirmed is 'what somebody confirmed before it got stronger: version, action, score and evidence';
comment on column fraud_signal.raised_at is 'this and changed_at are by the clock of the programme';
create index fraud_signal_other on fraud_signal (program_id, other) where other <> '';

create table fraud_verdict (
    program_id uuid not null references program,
    kind text not null,
    account text not null,
    type text not null,
    action text not null check (action in ('flag', 'hold', 'block')),
    stops_all boolean not null,
    seq bigint not null,
    since timestamptz not null,
    strength text check (strength in ('hold', 'block')),
    restriction text,
    primary key (program_id, account, kind, type),
    constraint fraud_verdict_restriction check (restriction is null or strength is not null)
);
comment on table fraud_verdict is 'the strongest signal that counts of each subject; without one there is no row';
comment on column fraud_verdict.seq is 'the change by which it became what it is';
comment on column fraud_verdict.strength is 'how it restricts whom it is about; null where it only lists them';
comment on column fraud_verdict.restriction is 'the key of that restriction; null while there is nobody to restrict';
create index fraud_verdict_waits on fraud_verdict (program_id) where strength is not null and restriction is null;

create sequence fraud_verdict_seq;
create table fraud_verdict_change (
    seq bigint primary key,
    program_id uuid not null references program,
    at timestamptz not null,
    kind text not null,
    account text not null,
    type text not null,
    action text not null check (action in ('clear', 'flag', 'hold', 'block')),
    score double precision not null,
    rule text not null,
    version integer not null,
    stops_all boolean not null,
    evidence json not null
);
comment on table fraud_verdict_change is 'append-only: a verdict became this';
comment on column fraud_verdict_change.at is 'by the clock of the programme';
create index fraud_verdict_change_order on fraud_verdict_change (program_id, seq);
create trigger fraud_verdict_change_no_change before update or delete on fraud_verdict_change
    for each row execute function refuse_change();
create trigger fraud_verdict_change_no_truncate before truncate on fraud_verdict_change execute function refuse_change();

create table fraud_whitelist (
    id uuid primary key,
    program_id uuid not null references program,
    kind text not null check (kind in ('pair', 'account', 'network', 'agency')),
    account text,
    other text,
    network uuid,
    reason_code text not null,
    reason text not null,
    added_at timestamptz not null,
    added_by text not null,
    constraint fraud_whitelist_of check (case kind
        when 'pair' then num_nulls(account, other) = 0 and account <> other and network is null
        when 'network' then network is not null and num_nonnulls(account, other) = 0
        else account is not null and num_nonnulls(other, network) = 0 end)
);
comment on column fraud_whitelist.network is 'an address, hashed as fraud_identity has it';
create unique index fraud_whitelist_once on fraud_whitelist (program_id, kind, account, other, network) nulls not distinct;
