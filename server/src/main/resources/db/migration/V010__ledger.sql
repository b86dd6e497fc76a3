-- Double entry. Every rule the money depends on is enforced here, whoever writes: facts never change, every transaction
-- balances at commit, guarded accounts cannot be overdrawn, one key makes one transaction.

create table ledger_kind (
    kind text primary key,
    may_overdraw boolean not null,
    meaning text not null
);
comment on table ledger_kind is 'read-only: the kinds of transactions there are';
insert into ledger_kind values
    ('ACCRUAL', false, 'commission earned'),
    ('MATURE', false, 'holding period over'),
    ('CLAWBACK', true, 'taken back after a refund or dispute'),
    ('REINSTATE', false, 'given again after a dispute was won'),
    ('PAYOUT_RESERVE', false, 'on its way to the affiliate'),
    ('PAYOUT_SETTLE', false, 'the transfer exists'),
    ('PAYOUT_VOID', false, 'the transfer certainly does not exist'),
    ('TRANSFER_REVERSED', false, 'transferred money came back'),
    ('ADJUST', true, 'corrected by people, with a reason'),
    ('WRITE_OFF', false, 'a debt that nobody will pay');

create table ledger_account (
    id bigint generated always as identity primary key,
    program_id uuid not null references program,
    affiliate_id uuid,
    name text not null,
    currency char(3) not null,
    kind text not null check (kind in ('ASSET', 'LIABILITY', 'EXPENSE')),
    guard text not null check (guard in ('none', 'never_debit', 'debit_only_if_may_overdraw')),
    unique nulls not distinct (program_id, affiliate_id, name, currency),
    unique (id, currency),
    constraint ledger_account_known check (
        case name
            when 'pending' then affiliate_id is not null and kind = 'LIABILITY' and guard = 'never_debit'
            when 'in_flight' then affiliate_id is not null and kind = 'LIABILITY' and guard = 'never_debit'
            when 'payable' then affiliate_id is not null and kind = 'LIABILITY' and guard = 'debit_only_if_may_overdraw'
            when 'expense.commission' then affiliate_id is null and kind = 'EXPENSE' and guard = 'none'
            when 'expense.adjustment' then affiliate_id is null and kind = 'EXPENSE' and guard = 'none'
            when 'expense.bad_debt' then affiliate_id is null and kind = 'EXPENSE' and guard = 'none'
            when 'platform.stripe_balance' then affiliate_id is null and kind = 'ASSET' and guard = 'none'
            else false
        end)
);
comment on table ledger_account is 'append-only: an account keeps its meaning for ever';
create index ledger_account_affiliate on ledger_account (affiliate_id) where affiliate_id is not null;

create table ledger_transaction (
    id uuid primary key,
    program_id uuid not null references program,
    kind text not null references ledger_kind,
    idem_key text not null check (length(idem_key) between 1 and 200),
    request_hash bytea not null check (length(request_hash) = 32),
    effective_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    source_type text not null,
    source_id text not null,
    actor text not null,
    xid xid8 not null default pg_current_xact_id(),
    unique (kind, idem_key)
);
comment on table ledger_transaction is 'append-only: corrections are transactions of their own';
comment on column ledger_transaction.effective_at is 'when it happened in business, by the clock of the programme';
comment on column ledger_transaction.recorded_at is 'when this database learned of it';
create index ledger_transaction_source on ledger_transaction (source_type, source_id);

create table ledger_posting (
    transaction_id uuid not null references ledger_transaction,
    seq smallint not null check (seq > 0),
    account_id bigint not null,
    currency char(3) not null,
    amount bigint not null check (amount <> 0 and abs(amount) <= 1000000000000000),
    primary key (transaction_id, seq),
    foreign key (account_id, currency) references ledger_account (id, currency)
);
comment on table ledger_posting is 'append-only: postings join a transaction only while it is being written';
comment on column ledger_posting.amount is 'minor units; positive is a debit, negative a credit';
create index ledger_posting_account on ledger_posting (account_id, transaction_id) include (amount);

-- What affiliates are owed, kept in the same commit; the accounts of the platform are summed from their postings when
-- asked for, since one hot row would make every accrual wait for every other.
create table ledger_balance (
    account_id bigint primary key references ledger_account,
    balance bigint not null
);
comment on table ledger_balance is 'read-only: written by the trigger on postings alone';

-- The same by kind of transaction: what came in and went out of an account, so that figures like "clawed back" cost one
-- row however long the history.
create table ledger_flow (
    account_id bigint not null references ledger_account,
    kind text not null references ledger_kind,
    total bigint not null,
    primary key (account_id, kind)
);
comment on table ledger_flow is 'read-only: written by the trigger on postings alone';

-- 1. Facts never change.
create trigger ledger_account_no_change before update or delete on ledger_account for each row execute function refuse_change();
create trigger ledger_kind_no_change before update or delete on ledger_kind for each row execute function refuse_change();
create trigger ledger_transaction_no_change before update or delete on ledger_transaction for each row execute function refuse_change();
create trigger ledger_posting_no_change before update or delete on ledger_posting for each row execute function refuse_change();
create trigger ledger_account_no_truncate before truncate on ledger_account execute function refuse_change();
create trigger ledger_transaction_no_truncate before truncate on ledger_transaction execute function refuse_change();
create trigger ledger_posting_no_truncate before truncate on ledger_posting execute function refuse_change();

-- 2. Postings only join a transaction that this very database transaction is writing.
create function ledger_posting_same_transaction() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_transaction t where t.id = new.transaction_id and t.xid = pg_current_xact_id()) then
        raise exception 'posting added to an old ledger transaction %', new.transaction_id using errcode = 'LG002';
    end if;
    return new;
end $$;
create trigger ledger_posting_same_transaction before insert on ledger_posting
    for each row execute function ledger_posting_same_transaction();

-- A writer cannot pretend that its transaction was written by another one.
create function ledger_transaction_own_xid() returns trigger language plpgsql as $$
begin
    new.xid := pg_current_xact_id();
    new.recorded_at := clock_timestamp();
    return new;
end $$;
create trigger ledger_transaction_own_xid before insert on ledger_transaction
    for each row execute function ledger_transaction_own_xid();

-- 3. Every transaction balances in every currency and stays within its programme, checked once, at commit.
create function ledger_transaction_balanced() returns trigger language plpgsql as $$
declare
    lines int;
    strangers int;
    unbalanced char(3);
begin
    select count(*), count(*) filter (where a.program_id <> new.program_id) into lines, strangers
        from ledger_posting p join ledger_account a on a.id = p.account_id where p.transaction_id = new.id;
    if lines < 2 then
        raise exception 'ledger transaction % has % postings', new.id, lines using errcode = 'LG003';
    end if;
    if strangers > 0 then
        raise exception 'ledger transaction % touches accounts of another programme', new.id using errcode = 'LG008';
    end if;
    select currency into unbalanced from ledger_posting where transaction_id = new.id
        group by currency having sum(amount) <> 0 limit 1;
    if unbalanced is not null then
        raise exception 'ledger transaction % does not balance in %', new.id, unbalanced using errcode = 'LG004';
    end if;
    return null;
end $$;
create constraint trigger ledger_transaction_balanced after insert on ledger_transaction
    deferrable initially deferred for each row execute function ledger_transaction_balanced();

-- 4. Balances and their guards, in the same commit; rows are taken in the order of accounts, so that two writers wait
-- for each other instead of dying. An account may be overdrawn only by kinds that say so. A credit balance is negative.
create function ledger_apply_balances() returns trigger language plpgsql security definer set search_path from current as $$
declare
    overdrawn record;
begin
    insert into ledger_balance as b (account_id, balance)
        select p.account_id, sum(p.amount) from new_postings p join ledger_account a on a.id = p.account_id
        where a.affiliate_id is not null group by p.account_id order by p.account_id
    on conflict (account_id) do update set balance = b.balance + excluded.balance;
    insert into ledger_flow as f (account_id, kind, total)
        select p.account_id, t.kind, sum(p.amount) from new_postings p
        join ledger_account a on a.id = p.account_id join ledger_transaction t on t.id = p.transaction_id
        where a.affiliate_id is not null group by p.account_id, t.kind order by p.account_id, t.kind
    on conflict (account_id, kind) do update set total = f.total + excluded.total;
    select a.affiliate_id, a.name, a.currency, b.balance into overdrawn
        from ledger_account a join ledger_balance b on b.account_id = a.id
        join (
            select p.account_id, coalesce(bool_and(k.may_overdraw) filter (where p.amount > 0), true) as may_overdraw
            from new_postings p join ledger_transaction t on t.id = p.transaction_id join ledger_kind k on k.kind = t.kind
            group by p.account_id) moved on moved.account_id = a.id
        where b.balance > 0
            and (a.guard = 'never_debit' or a.guard = 'debit_only_if_may_overdraw' and not moved.may_overdraw)
        limit 1;
    if found then
        raise exception 'account % of affiliate % would be overdrawn by % %', overdrawn.name, overdrawn.affiliate_id,
            overdrawn.balance, overdrawn.currency using errcode = 'LG006';
    end if;
    return null;
end $$;
create trigger ledger_posting_balances after insert on ledger_posting
    referencing new table as new_postings for each statement execute function ledger_apply_balances();

create function ledger_derived_only() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception '% on % refused: it is derived from postings', tg_op, tg_table_name using errcode = 'LG009';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger ledger_balance_derived before insert or update or delete on ledger_balance
    for each row execute function ledger_derived_only();
create trigger ledger_flow_derived before insert or update or delete on ledger_flow
    for each row execute function ledger_derived_only();
create trigger ledger_balance_no_truncate before truncate on ledger_balance execute function refuse_change();
create trigger ledger_flow_no_truncate before truncate on ledger_flow execute function refuse_change();

-- 5. One door for any number of transactions of one programme at once. A key seen before with the same content is
-- answered with the transaction that has it; with other content it is refused.
create function ledger_post(
    _program uuid, _actor text,
    _ids uuid[], _kinds text[], _keys text[], _hashes bytea[], _effective timestamptz[],
    _source_types text[], _source_ids text[],
    _leg_transactions int[], _leg_seqs int[], _leg_affiliates uuid[], _leg_names text[], _leg_currencies text[],
    _leg_amounts bigint[]) returns int language plpgsql as $$
declare
    reused record;
    written int;
begin
    insert into ledger_account (program_id, affiliate_id, name, currency, kind, guard)
        select distinct _program, leg.affiliate, leg.name, leg.currency,
            case when leg.affiliate is not null then 'LIABILITY' when leg.name like 'expense.%' then 'EXPENSE' else 'ASSET' end,
            case when leg.affiliate is null then 'none' when leg.name = 'payable' then 'debit_only_if_may_overdraw'
                else 'never_debit' end
        from unnest(_leg_affiliates, _leg_names, _leg_currencies) as leg(affiliate, name, currency)
        where not exists (select from ledger_account a where a.program_id = _program
            and a.affiliate_id is not distinct from leg.affiliate and a.name = leg.name and a.currency = leg.currency)
        order by leg.affiliate, leg.name, leg.currency
    on conflict do nothing;

    insert into ledger_transaction (id, program_id, kind, idem_key, request_hash, effective_at, source_type, source_id,
            actor)
        select n.id, _program, n.kind, n.key, n.hash, n.effective, n.source_type, n.source_id, _actor
        from unnest(_ids, _kinds, _keys, _hashes, _effective, _source_types, _source_ids)
            as n(id, kind, key, hash, effective, source_type, source_id)
    on conflict (kind, idem_key) do nothing;
    get diagnostics written = row_count;

    if written < cardinality(_ids) then
        select n.kind, n.key into reused from unnest(_kinds, _keys, _hashes) as n(kind, key, hash)
            join ledger_transaction t on t.kind = n.kind and t.idem_key = n.key where t.request_hash <> n.hash limit 1;
        if found then
            raise exception 'idempotency key %/% reused with another request', reused.kind, reused.key
                using errcode = 'LG007';
        end if;
    end if;

    insert into ledger_posting (transaction_id, seq, account_id, currency, amount)
        select t.id, leg.seq, a.id, a.currency, leg.amount
        from unnest(_leg_transactions, _leg_seqs, _leg_affiliates, _leg_names, _leg_currencies, _leg_amounts)
            as leg(transaction, seq, affiliate, name, currency, amount)
        join ledger_transaction t on t.id = _ids[leg.transaction] and t.xid = pg_current_xact_id()
        join ledger_account a on a.program_id = _program and a.affiliate_id is not distinct from leg.affiliate
            and a.name = leg.name and a.currency = leg.currency
        order by a.id;
    return written;
end $$;

-- Every view named *_violation lists what breaks an invariant of money: empty is healthy.
create view ledger_violation as
    select 'transaction does not balance' as what, transaction_id::text as id
        from ledger_posting group by transaction_id, currency having sum(amount) <> 0
    union all
    select 'transaction has fewer than two postings', t.id::text
        from ledger_transaction t left join ledger_posting p on p.transaction_id = t.id
        group by t.id having count(p.seq) < 2
    union all
    select 'posting on an account of another programme', p.transaction_id::text
        from ledger_posting p join ledger_transaction t on t.id = p.transaction_id
        join ledger_account a on a.id = p.account_id where a.program_id <> t.program_id
    union all
    select 'balance differs from postings', a.id::text
        from ledger_account a
        left join (select account_id, sum(amount) as total from ledger_posting group by account_id) p on p.account_id = a.id
        left join ledger_balance b on b.account_id = a.id
        where a.affiliate_id is not null and coalesce(p.total, 0) <> coalesce(b.balance, 0)
    union all
    select 'flow differs from postings', coalesce(p.account_id, f.account_id) || ' ' || coalesce(p.kind, f.kind)
        from (select p.account_id, t.kind, sum(p.amount) as total from ledger_posting p
            join ledger_transaction t on t.id = p.transaction_id join ledger_account a on a.id = p.account_id
            where a.affiliate_id is not null group by p.account_id, t.kind) p
        full join ledger_flow f on f.account_id = p.account_id and f.kind = p.kind
        where coalesce(p.total, 0) <> coalesce(f.total, 0)
    union all
    select 'currency does not sum to zero', currency from ledger_posting group by currency having sum(amount) <> 0
    union all
    select 'guarded account in debit', a.id::text from ledger_account a join ledger_balance b on b.account_id = a.id
        where a.guard = 'never_debit' and b.balance > 0;
