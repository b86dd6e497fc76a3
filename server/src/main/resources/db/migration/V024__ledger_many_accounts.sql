-- Accounts are found by their index however many a programme has: "is not distinct from" reads all of them for every leg.

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
            select * from unnest(_leg_transactions, _leg_seqs, _leg_affiliates, _leg_names, _leg_currencies, _leg_amounts)
                as leg(transaction, seq, affiliate, name, currency, amount)),
        found as (
            select leg.*, a.id as account from leg join ledger_account a on a.program_id = _program
                and a.affiliate_id = leg.affiliate and a.name = leg.name and a.currency = leg.currency
            union all
            select leg.*, a.id from leg join ledger_account a on a.program_id = _program
                and leg.affiliate is null and a.affiliate_id is null and a.name = leg.name and a.currency = leg.currency)
        select t.id, found.seq, found.account, found.currency, found.amount
        from found join ledger_transaction t on t.id = _ids[found.transaction] and t.xid = pg_current_xact_id()
        order by found.account;
    return written;
end $$;
