-- The same rules, asked once a statement or once a commit and not once a row, by plans that do not depend on how many rows
-- there are. Whoever writes is refused as before.

-- Names in these functions mean the tables of this schema, whatever the session's search_path says and whatever temporary
-- tables it has.
select set_config('search_path', format('%I, pg_temp', current_schema()), true);

-- 2. Postings only join a transaction that this very database transaction is writing.
drop trigger ledger_posting_same_transaction on ledger_posting;
create or replace function ledger_posting_same_transaction() returns trigger language plpgsql set search_path from current
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    old uuid;
begin
    select p.transaction_id into old from new_postings p
        where (select t.xid from ledger_transaction t where t.id = p.transaction_id) is distinct from pg_current_xact_id()
        limit 1;
    if found then
        raise exception 'posting added to an old ledger transaction %', old using errcode = 'LG002';
    end if;
    return null;
end $$;
create trigger ledger_posting_same_transaction after insert on ledger_posting
    referencing new table as new_postings for each statement execute function ledger_posting_same_transaction();

-- The accounts of postings, programmes and kinds of transactions: as foreign keys would, but a statement at a time. What is
-- referred to is never deleted, so nothing has to be locked. A transaction's programme stays, since its accounts refer to it.
alter table ledger_posting drop constraint ledger_posting_transaction_id_fkey,
    drop constraint ledger_posting_account_id_currency_fkey;
alter table ledger_account drop constraint ledger_account_id_currency_key;
alter table ledger_transaction drop constraint ledger_transaction_program_id_fkey, drop constraint ledger_transaction_kind_fkey;
create trigger ledger_kind_no_truncate before truncate on ledger_kind execute function refuse_change();

create function ledger_posting_account() returns trigger language plpgsql set search_path from current
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    unknown record;
begin
    select p.account_id, p.currency into unknown from new_postings p
        where (select a.currency from ledger_account a where a.id = p.account_id) is distinct from p.currency limit 1;
    if found then
        raise exception 'there is no ledger account % in %', unknown.account_id, unknown.currency
            using errcode = 'foreign_key_violation', constraint = tg_name, table = tg_table_name;
    end if;
    return null;
end $$;
create trigger ledger_posting_account after insert on ledger_posting
    referencing new table as new_postings for each statement execute function ledger_posting_account();

create function ledger_transaction_known() returns trigger language plpgsql set search_path from current as $$
declare
    unknown record;
begin
    select n.program_id, n.kind into unknown from (select distinct program_id, kind from new_transactions) n
        where not exists (select from program p where p.id = n.program_id)
            or not exists (select from ledger_kind k where k.kind = n.kind) limit 1;
    if found then
        raise exception 'there is no programme % or no kind % of transactions', unknown.program_id, unknown.kind
            using errcode = 'foreign_key_violation', constraint = tg_name, table = tg_table_name;
    end if;
    return null;
end $$;
create trigger ledger_transaction_known after insert on ledger_transaction
    referencing new table as new_transactions for each statement execute function ledger_transaction_known();

-- What is derived is written by triggers, hence by statements at a depth of two; what it refers to is what postings refer to.
alter table ledger_balance drop constraint ledger_balance_account_id_fkey;
alter table ledger_flow drop constraint ledger_flow_account_id_fkey, drop constraint ledger_flow_kind_fkey;
drop trigger ledger_balance_derived on ledger_balance;
drop trigger ledger_flow_derived on ledger_flow;
create or replace function ledger_derived_only() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception '% on % refused: only triggers write it', tg_op, tg_table_name using errcode = 'LG009';
    end if;
    return null;
end $$;
create trigger ledger_balance_derived before insert or update or delete on ledger_balance
    for each statement execute function ledger_derived_only();
create trigger ledger_flow_derived before insert or update or delete on ledger_flow
    for each statement execute function ledger_derived_only();

-- 3. Every transaction balances in every currency and stays within its programme, checked at commit: all that the database
-- transaction wrote at once. A statement that writes transactions or postings leaves a mark; the first mark makes the check
-- due, the check takes the mark away, so that whatever is written after an early check makes another one due.
create table ledger_unproven (
    xid xid8 primary key
);
comment on table ledger_unproven is 'read-only: which database transactions under way have written to the ledger since it was checked';
create trigger ledger_unproven_derived before insert or update or delete on ledger_unproven
    for each statement execute function ledger_derived_only();
create trigger ledger_unproven_no_truncate before truncate on ledger_unproven execute function refuse_change();

create function ledger_mark_unproven() returns trigger language plpgsql security definer set search_path from current as $$
begin
    -- It writes with the rights of its owner, so that it serves no table but its own.
    if tg_relid not in ('ledger_transaction'::regclass, 'ledger_posting'::regclass) then
        raise exception '% is no table of the ledger', tg_table_name using errcode = 'LG009';
    end if;
    insert into ledger_unproven (xid) values (pg_current_xact_id()) on conflict do nothing;
    return null;
end $$;
create trigger ledger_transaction_unproven after insert on ledger_transaction
    for each statement execute function ledger_mark_unproven();
create trigger ledger_posting_unproven after insert on ledger_posting
    for each statement execute function ledger_mark_unproven();

create index ledger_transaction_xid on ledger_transaction (xid);
drop trigger ledger_transaction_balanced on ledger_transaction;
drop function ledger_transaction_balanced();
create function ledger_unproven_balanced() returns trigger language plpgsql security definer set search_path from current
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    wrong record;
    lines int;
    strangers int;
    unbalanced char(3);
begin
    if tg_relid <> 'ledger_unproven'::regclass then
        raise exception '% is no table of the ledger', tg_table_name using errcode = 'LG009';
    end if;
    delete from ledger_unproven where xid = pg_current_xact_id();
    select t.id, t.program_id into wrong
        from ledger_transaction t left join ledger_posting p on p.transaction_id = t.id
        left join ledger_account a on a.id = p.account_id
        where t.xid = pg_current_xact_id()
        group by t.id, t.program_id, p.currency
        having count(p.seq) < 2 or count(*) filter (where a.program_id is distinct from t.program_id) > 0
            or sum(p.amount) <> 0
        limit 1;
    if not found then
        return null;
    end if;
    select count(*), count(*) filter (where a.program_id <> wrong.program_id) into lines, strangers
        from ledger_posting p join ledger_account a on a.id = p.account_id where p.transaction_id = wrong.id;
    if lines < 2 then
        raise exception 'ledger transaction % has % postings', wrong.id, lines using errcode = 'LG003';
    end if;
    if strangers > 0 then
        raise exception 'ledger transaction % touches accounts of another programme', wrong.id using errcode = 'LG008';
    end if;
    select currency into unbalanced from ledger_posting where transaction_id = wrong.id
        group by currency having sum(amount) <> 0 limit 1;
    raise exception 'ledger transaction % does not balance in %', wrong.id, unbalanced using errcode = 'LG004';
end $$;
create constraint trigger ledger_unproven_balanced after insert on ledger_unproven
    deferrable initially deferred for each row execute function ledger_unproven_balanced();

-- 4. Balances and their guards, in the same commit, in one pass over the postings. The rows of balances are taken first, in
-- the order of accounts, so that two writers wait for each other instead of dying. What is overdrawn is looked into only
-- where something stands in debit.
drop trigger ledger_posting_balances on ledger_posting;
drop function ledger_apply_balances();
create function ledger_apply_postings() returns trigger language plpgsql security definer set search_path from current
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    overdrawn record;
begin
    if tg_relid <> 'ledger_posting'::regclass then
        raise exception '% is no table of the ledger', tg_table_name using errcode = 'LG009';
    end if;
    with moved as materialized (
        select p.account_id, t.kind, sum(p.amount) as total from new_postings p
        join ledger_account a on a.id = p.account_id join ledger_transaction t on t.id = p.transaction_id
        where a.affiliate_id is not null group by p.account_id, t.kind),
    balance as (
        insert into ledger_balance as b (account_id, balance)
            select account_id, sum(total) from moved group by account_id order by account_id
        on conflict (account_id) do update set balance = b.balance + excluded.balance
        returning b.account_id, b.balance),
    flow as (
        insert into ledger_flow as f (account_id, kind, total)
            select account_id, kind, total from moved
            where (select count(*) from balance) > 0 order by account_id, kind
        on conflict (account_id, kind) do update set total = f.total + excluded.total)
    select a.affiliate_id, a.name, a.currency, b.balance into overdrawn
        from balance b join ledger_account a on a.id = b.account_id
        where b.balance > 0 and (a.guard = 'never_debit' or a.guard = 'debit_only_if_may_overdraw' and exists (
            select from new_postings p join ledger_transaction t on t.id = p.transaction_id
            join ledger_kind k on k.kind = t.kind
            where p.account_id = b.account_id and p.amount > 0 and not k.may_overdraw))
        limit 1;
    if found then
        raise exception 'account % of affiliate % would be overdrawn by % %', overdrawn.name, overdrawn.affiliate_id,
            overdrawn.balance, overdrawn.currency using errcode = 'LG006';
    end if;
    return null;
end $$;
create trigger ledger_posting_totals after insert on ledger_posting
    referencing new table as new_postings for each statement execute function ledger_apply_postings();

-- 5. The door: which of the transactions are new is asked only where some are not.
create or replace function ledger_post(
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
        where case when leg.affiliate is null
            then not exists (select from ledger_account a where a.program_id = _program
                and a.affiliate_id is null and a.name = leg.name and a.currency = leg.currency)
            else not exists (select from ledger_account a where a.program_id = _program
                and a.affiliate_id = leg.affiliate and a.name = leg.name and a.currency = leg.currency) end
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
        with leg as materialized (
            select leg.*, case when leg.affiliate is null
                then (select a.id from ledger_account a where a.program_id = _program
                    and a.affiliate_id is null and a.name = leg.name and a.currency = leg.currency)
                else (select a.id from ledger_account a where a.program_id = _program
                    and a.affiliate_id = leg.affiliate and a.name = leg.name and a.currency = leg.currency) end as account
            from unnest(_leg_transactions, _leg_seqs, _leg_affiliates, _leg_names, _leg_currencies, _leg_amounts)
                as leg(transaction, seq, affiliate, name, currency, amount))
        select _ids[leg.transaction], leg.seq, leg.account, leg.currency, leg.amount from leg
        where written = cardinality(_ids) or (
            select t.xid from ledger_transaction t where t.id = _ids[leg.transaction]) = pg_current_xact_id()
        order by leg.account;
    return written;
end $$;

-- Indexes that others stand in for. One key of accounts finds those of an affiliate as well as those of a programme; open
-- payouts are few and found by payout_open; payouts without a reference need no place in the index of references.
alter table ledger_account drop constraint ledger_account_program_id_affiliate_id_name_currency_key,
    add constraint ledger_account_once unique nulls not distinct (affiliate_id, program_id, name, currency);
drop index ledger_account_affiliate;
drop index payout_pending;
alter table payout drop constraint payout_provider_provider_reference_key;
create unique index payout_provider_reference on payout (provider, provider_reference) where provider_reference is not null;

-- Room on each page, so that what changes all the time changes where it is and not in the index too.
alter table ledger_balance set (fillfactor = 70);
alter table ledger_flow set (fillfactor = 70);
