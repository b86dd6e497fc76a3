-- Functions of the ledger that have changed since they were released, as they are now: change them here and write no migration.
-- It runs after all numbered ones, whenever its text has changed, and may run again: everything here replaces itself and keeps
-- its owner and its grants. What is not here yet stands in the migration that made it, and comes here when it changes.

-- Names in functions that ask for it mean the tables of this schema, whatever the session's search_path says and whatever
-- temporary tables it has.
select set_config('search_path', format('%I, pg_temp', current_schema()), true);

-- Postings only join a transaction that this very database transaction is writing.
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

-- What is derived is written by triggers, hence by statements at a depth of two.
create or replace function ledger_derived_only() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception '% on % refused: only triggers write it', tg_op, tg_table_name using errcode = 'LG009';
    end if;
    return null;
end $$;

-- The door: which of the transactions are new is asked only where some are not. A key seen before with the same content is
-- answered with the transaction that has it; with other content it is refused.
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
