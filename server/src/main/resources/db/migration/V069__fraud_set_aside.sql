-- What could not be judged, and was left out so that all else is.
create table fraud_set_aside (
    id bigint generated always as identity primary key,
    program_id uuid not null references program,
    kind text not null check (kind in ('events', 'midnights', 'affiliate')),
    names text[] not null,
    happened_at timestamptz,
    failure text not null,
    set_aside_at timestamptz not null
);
comment on table fraud_set_aside is 'what could not be judged and was left out; why stands in the log of that time';
comment on column fraud_set_aside.names is 'ids of events that happened at one instant, or the account of an affiliate';
comment on column fraud_set_aside.failure is 'the class of the failure: its words may hold personal data';
create index fraud_set_aside_program on fraud_set_aside (program_id, id);
