-- Every fact from outside, stored once; its payload stays as it was written.
create table event (
    program_id uuid not null references program,
    id text not null check (length(id) between 1 and 200),
    seq bigint generated always as identity,
    type text not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    customer text,
    subject text,
    payload text not null,
    payload_sha256 bytea not null check (length(payload_sha256) = 32),
    result text not null check (result in ('recorded', 'not_attributed', 'parked', 'duplicate', 'quarantined')),
    waits_for text,
    parked_at timestamptz,
    applied_at timestamptz,
    primary key (program_id, id),
    constraint event_result check (
        case result
            when 'parked' then waits_for is not null and parked_at is not null and applied_at is null
            else (parked_at is null) = (waits_for is null)
        end)
);
comment on column event.seq is 'the order of arrival';
comment on column event.payload is 'canonical JSON: members sorted, no space';
comment on column event.subject is 'the invoice, trade or dispute that this event brings, as kind:ref';
comment on column event.parked_at is 'the present of the programme when it was parked; 30 days later it is given up';
create index event_waiting on event (program_id, waits_for, seq) where result = 'parked';
create index event_waiting_subject on event (program_id, subject) where result = 'parked';
create index event_parked on event (program_id, parked_at) where result = 'parked';

-- A parked event is applied, given up, or waits for something else; nothing else about an event ever changes.
create function event_only_settles() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.result = 'parked'
        and (new.program_id, new.id, new.seq, new.type, new.occurred_at, new.received_at, new.customer, new.subject,
            new.payload, new.payload_sha256, new.parked_at)
        is not distinct from (old.program_id, old.id, old.seq, old.type, old.occurred_at, old.received_at, old.customer,
            old.subject, old.payload, old.payload_sha256, old.parked_at) then
        return new;
    end if;
    raise exception '% on event refused: facts never change', tg_op using errcode = 'HS001';
end $$;
create trigger event_only_settles before update or delete on event for each row execute function event_only_settles();
create trigger event_no_truncate before truncate on event execute function refuse_change();

-- What came under the id of something else that was there first.
create table event_quarantined (
    program_id uuid not null references program,
    event_id text not null,
    reason text not null,
    payload text not null,
    payload_sha256 bytea not null check (length(payload_sha256) = 32),
    received_at timestamptz not null,
    primary key (program_id, event_id, payload_sha256)
);
comment on table event_quarantined is 'append-only: kept for people to look at';
create trigger event_quarantined_no_change before update or delete on event_quarantined
    for each row execute function refuse_change();
