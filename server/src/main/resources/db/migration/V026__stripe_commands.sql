-- What is asked of Stripe beside transfers: to take one back, and to pay a connected account's money to its bank.

create table stripe_command (
    id uuid primary key,
    kind text not null check (kind in ('reversal', 'bank_payout')),
    payout_id uuid not null references payout,
    account text,
    amount bigint not null check (amount > 0),
    actor text not null,
    reason text,
    state text not null default 'waiting',
    generation int not null default 1 check (generation > 0),
    due_at timestamptz default now(),
    path text,
    idem_key text unique,
    body text,
    first_sent_at timestamptz,
    attempts int not null default 0,
    unanswered int not null default 0,
    reference text,
    code text,
    message text,
    undone_at timestamptz,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    constraint stripe_command_account check ((kind = 'bank_payout') = (account is not null)),
    constraint stripe_command_attempts check (unanswered between 0 and attempts),
    constraint stripe_command_sent check (
        case when attempts = 0 then path is null and idem_key is null and body is null and first_sent_at is null
            else path is not null and idem_key is not null and body is not null and first_sent_at is not null end),
    constraint stripe_command_state check (
        (due_at is null) = (ended_at is not null) and (code is null) = (message is null)
        and case state
            when 'waiting' then ended_at is null and reference is null and unanswered = 0
            when 'sending' then ended_at is null and reference is null and attempts > 0
            when 'unknown' then ended_at is null and reference is null and attempts > 0
            when 'done' then ended_at is not null and reference is not null
            when 'refused' then ended_at is not null and reference is null and code is not null
            else false
        end)
);
comment on column stripe_command.account is 'the connected account whose money it is about';
comment on column stripe_command.amount is 'minor units of the payout''s currency';
comment on column stripe_command.generation is 'counts the requests: another one only when all before it certainly did nothing, or were undone';
comment on column stripe_command.due_at is 'when it is looked at next, by the clock of the database; while somebody does, until when nobody else';
comment on column stripe_command.body is 'the bytes of the request, the same at every attempt';
comment on column stripe_command.first_sent_at is 'by the clock of the database: for 23 hours from then the same key is safe';
comment on column stripe_command.unanswered is 'attempts of which nobody knows for certain that they did nothing';
create unique index stripe_command_reversal on stripe_command (payout_id) where kind = 'reversal' and due_at is not null;
create unique index stripe_command_bank_payout on stripe_command (payout_id) where kind = 'bank_payout';
create index stripe_command_due on stripe_command (due_at, id) where due_at is not null;
create index stripe_command_waiting on stripe_command (account) where state = 'waiting' and account is not null;
create index stripe_command_payout on stripe_command (payout_id, id);

-- A request is frozen once it was sent. Another one is made only where all before it did nothing, or was undone.
create function stripe_command_frozen() returns trigger language plpgsql as $$
begin
    if (new.id, new.kind, new.payout_id, new.account, new.amount, new.actor, new.reason, new.created_at)
            is distinct from (old.id, old.kind, old.payout_id, old.account, old.amount, old.actor, old.reason, old.created_at) then
        raise exception 'what command % orders is frozen', old.id using errcode = 'LG010';
    end if;
    if new.generation = old.generation then
        if old.attempts > 0 and (new.path, new.idem_key, new.body, new.first_sent_at)
                is distinct from (old.path, old.idem_key, old.body, old.first_sent_at)
                or new.attempts < old.attempts then
            raise exception 'the request of command % is frozen', old.id using errcode = 'LG010';
        end if;
        if old.ended_at is not null and (new.state, new.reference) is distinct from (old.state, old.reference) then
            raise exception 'command % is over', old.id using errcode = 'LG010';
        end if;
    elsif old.kind = 'reversal' or new.generation <> old.generation + 1 or old.state = 'refused'
            or old.state <> 'done' and old.unanswered > 0 and old.first_sent_at > now() - interval '24 hours' then
        raise exception 'command % may have been done', old.id using errcode = 'LG010';
    end if;
    return new;
end $$;
create trigger stripe_command_frozen before update on stripe_command
    for each row execute function stripe_command_frozen();
create trigger stripe_command_kept before delete on stripe_command for each row execute function refuse_change();

-- A payout that left may wait for its way to the bank.
alter table payout
    drop constraint payout_due,
    add constraint payout_due check (
        case when provider = 'stripe' and state in ('reserved', 'sending', 'unknown') then due_at is not null
            when provider = 'stripe' and state in ('transferred', 'partly_reversed') then due_at is null
            else due_at is null and hold is null end) not valid;
comment on column payout.hold is 'why it is not sent yet, or is not on its way to the bank yet, in words';

alter table payout_account add column pays_by_hand boolean not null default false;
comment on column payout_account.pays_by_hand is 'Stripe pays it out only when it is asked to';
