-- A payout that is too much for one transfer is sent in parts, each a transfer with a key of its own. What was sent in one, and
-- is written by servers of the release before, has no parts.

alter table payout
    add column sent_in_parts bigint,
    drop constraint payout_state,
    add constraint payout_state check (
        (approved_by is not null or origin in ('batch', 'recovered') or state in ('requested', 'canceled'))
        and case state
            when 'requested' then approved_by is null and provider_reference is null and reversed = 0 and bank_state is null
            when 'approved' then provider_reference is null and reversed = 0 and bank_state is null
            when 'reserved' then provider_reference is null and bank_state is null
            when 'sending' then provider_reference is null and bank_state is null
            when 'unknown' then provider_reference is null and bank_state is null
            when 'transferred' then provider_reference is not null and reversed = 0
            when 'partly_reversed' then provider_reference is not null and reversed > 0 and reversed < coalesce(sent_in_parts, amount)
            when 'reversed' then provider_reference is not null and reversed = coalesce(sent_in_parts, amount)
            when 'failed' then provider_reference is null and reversed = 0 and bank_state is null
            when 'canceled' then provider_reference is null and reversed = 0 and bank_state is null
            else false
        end),
    add constraint payout_sent_in_parts check (
        case when state in ('reserved', 'sending', 'unknown') then reversed <= coalesce(sent_in_parts, 0)
            when state in ('transferred', 'partly_reversed', 'reversed') then true
            else sent_in_parts is null end
        and (sent_in_parts is null or sent_in_parts between 1 and amount));
comment on column payout.sent_in_parts is 'minor units that left so far; null where that is nothing, or, once it is transferred, all';

create table payout_part (
    payout_id uuid not null references payout,
    part int not null check (part > 0),
    amount bigint not null check (amount > 0),
    idem_key text not null unique,
    state text not null,
    reference text unique,
    reversed bigint not null default 0,
    code text,
    created_at timestamptz not null default now(),
    primary key (payout_id, part),
    constraint payout_part_reversed check (reversed between 0 and amount),
    constraint payout_part_state check (
        case state
            when 'open' then reference is null and reversed = 0 and code is null
            when 'transferred' then reference is not null and code is null
            when 'refused' then reference is null and reversed = 0 and code is not null
            when 'split' then reference is null and reversed = 0 and code is null
            else false
        end)
);
comment on column payout_part.amount is 'minor units of the payout''s currency';
comment on column payout_part.state is 'open: waits or is on its way; split: refused as too large, others take its place';
create function payout_part_frozen() returns trigger language plpgsql as $$
begin
    if (new.payout_id, new.part, new.amount, new.idem_key) is distinct from (old.payout_id, old.part, old.amount, old.idem_key)
            or new.reversed < old.reversed
            or old.reference is not null and new.reference is distinct from old.reference
            or old.state = 'split' and new.state <> 'split' then
        raise exception 'part % of payout % is frozen', old.part, old.payout_id using errcode = 'LG010';
    end if;
    return new;
end $$;
create trigger payout_part_frozen before update on payout_part for each row execute function payout_part_frozen();

-- The one request for each part: written before any byte of it leaves, and never changed but for how it goes.
create table transfer_part_request (
    payout_id uuid not null,
    part int not null,
    idem_key text not null unique,
    body text not null,
    first_sent_at timestamptz not null default now(),
    last_sent_at timestamptz not null default now(),
    attempts int not null default 1 check (attempts > 0),
    unanswered int not null default 1 check (unanswered between 0 and attempts),
    primary key (payout_id, part),
    foreign key (payout_id, part) references payout_part
);
comment on column transfer_part_request.body is 'the bytes of the request, the same at every attempt';
comment on column transfer_part_request.first_sent_at is 'by the clock of the database: for 23 hours from then the same key is safe';
comment on column transfer_part_request.unanswered is 'attempts of which nobody knows for certain that they did nothing';
create trigger transfer_part_request_frozen before update on transfer_part_request
    for each row execute function transfer_request_frozen();
create trigger transfer_part_request_number before update of part on transfer_part_request
    for each row execute function refuse_change();
create trigger transfer_part_request_kept before delete on transfer_part_request
    for each row execute function refuse_change();

-- A payout leaves in one or in parts, whoever sends it: no attempt at the whole once there are parts, and no parts to be sent
-- while an attempt at the whole may have done something.
create function transfer_request_is_whole() returns trigger language plpgsql as $$
begin
    if exists (select from payout_part where payout_id = new.payout_id)
            and (tg_op = 'INSERT' or new.attempts > old.attempts) then
        raise exception 'payout % is sent in parts', new.payout_id using errcode = 'LG010';
    end if;
    return new;
end $$;
create trigger transfer_request_is_whole before insert or update on transfer_request
    for each row execute function transfer_request_is_whole();
create function payout_part_is_certain() returns trigger language plpgsql as $$
begin
    if new.state = 'open' and exists (
            select from transfer_request where payout_id = new.payout_id and unanswered > 0) then
        raise exception 'payout % may have been sent in one', new.payout_id using errcode = 'LG010';
    end if;
    return new;
end $$;
create trigger payout_part_is_certain before insert on payout_part
    for each row execute function payout_part_is_certain();

-- Each part has a payment of its own on the other side.
alter table transfer_payment drop constraint transfer_payment_payout_id_key;
create index transfer_payment_payout on transfer_payment (payout_id);

-- A reversal takes one transfer back, or a part of it.
alter table stripe_command
    add column part int check (part > 0),
    add constraint stripe_command_part check (part is null or kind = 'reversal');
comment on column stripe_command.part is 'which part of the payout is taken back; null where it was sent in one';
create trigger stripe_command_part before update of part on stripe_command
    for each row execute function refuse_change();
drop index stripe_command_reversal;
create unique index stripe_command_reversal on stripe_command (payout_id, coalesce(part, 0))
    where kind = 'reversal' and due_at is not null;
