-- What people correct in the books, and what they propose where a second person must agree.
create table ledger_proposal (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    currency char(3) not null,
    kind text not null check (kind in ('adjustment', 'write_off')),
    amount bigint check (amount <> 0 and abs(amount) <= 1000000000000000),
    reason text not null check (length(reason) between 1 and 1000),
    state text not null,
    proposed_by text not null,
    approved_by text,
    version bigint not null default 1,
    created_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint ledger_proposal_state check (
        case state
            when 'proposed' then approved_by is null and (amount is not null) = (kind = 'adjustment')
            when 'applied' then amount is not null
            else false
        end)
);
comment on column ledger_proposal.amount is 'in favour of the affiliate where positive; of a write-off it is known once it is applied';
comment on column ledger_proposal.approved_by is 'null where one person was enough';
comment on column ledger_proposal.created_at is 'by the clock of the programme';
create index ledger_proposal_affiliate on ledger_proposal (affiliate_id, id);

create view correction_violation as
    select 'correction without its transaction' as what, c.id::text as id
        from ledger_proposal c
        left join ledger_transaction t on t.idem_key = c.id::text
            and t.kind = case c.kind when 'adjustment' then 'ADJUST' else 'WRITE_OFF' end
        where (c.state = 'applied') <> (t.id is not null)
    union all
    select 'correction differs from the ledger', c.id::text
        from ledger_proposal c
        join ledger_transaction t on t.source_type = 'correction' and t.source_id = c.id::text
        join ledger_posting p on p.transaction_id = t.id
        join ledger_account a on a.id = p.account_id and a.name = 'payable'
        where c.state = 'applied' and -p.amount <> c.amount
    union all
    select 'correction transaction without its correction', t.id::text
        from ledger_transaction t left join ledger_proposal c on c.id::text = t.source_id
        where t.source_type = 'correction' and c.id is null;
