-- Invoices, what was taken back of them, and the commissions they earned.
create table invoice (
    program_id uuid not null references program,
    ref text not null check (length(ref) between 1 and 200),
    event_id text not null,
    customer_id uuid not null references customer,
    currency char(3) not null,
    reason text not null check (reason in ('create', 'cycle', 'update')),
    body text not null,
    gross bigint not null,
    paid bigint not null,
    paid_at timestamptz not null,
    late boolean not null,
    months int not null default 0 check (months >= 0),
    first_lifetime int check (first_lifetime >= 1),
    first_continuous int check (first_continuous >= 1),
    run int,
    anchor timestamptz,
    number int not null check (number >= 1),
    refunded bigint not null default 0 check (refunded >= 0),
    given_back boolean not null default false,
    given_back_after int,
    unique (customer_id, number),
    primary key (program_id, ref),
    foreign key (program_id, event_id) references event (program_id, id) deferrable initially deferred,
    constraint invoice_months check (
        case months when 0 then first_lifetime is null and first_continuous is null and run is null and anchor is null
            else first_lifetime is not null and first_continuous is not null and run is not null and anchor is not null end),
    check (given_back = (given_back_after is not null))
);
comment on column invoice.body is 'JSON: lines, tax and credit as they came';
comment on column invoice.number is 'counts the invoices of the customer in the order in which they counted';
comment on column invoice.given_back_after is 'the number of the last invoice that had counted when a full refund gave the months back';

create table invoice_refund (
    program_id uuid not null references program,
    event_id text not null,
    invoice_ref text not null,
    amount bigint not null check (amount > 0),
    occurred_at timestamptz not null,
    primary key (program_id, event_id),
    foreign key (program_id, invoice_ref) references invoice (program_id, ref),
    foreign key (program_id, event_id) references event (program_id, id) deferrable initially deferred
);
comment on table invoice_refund is 'append-only: money that went back to a customer';
create index invoice_refund_invoice on invoice_refund (program_id, invoice_ref);
create trigger invoice_refund_no_change before update or delete on invoice_refund for each row execute function refuse_change();

create table invoice_dispute (
    program_id uuid not null references program,
    ref text not null check (length(ref) between 1 and 200),
    invoice_ref text not null,
    amount bigint not null check (amount > 0),
    state text not null check (state in ('opened', 'won', 'lost')),
    opened_event_id text not null,
    opened_at timestamptz not null,
    closed_event_id text,
    closed_at timestamptz,
    primary key (program_id, ref),
    foreign key (program_id, invoice_ref) references invoice (program_id, ref),
    constraint invoice_dispute_state check (
        case state when 'opened' then closed_event_id is null and closed_at is null
            else closed_event_id is not null and closed_at is not null end)
);
create index invoice_dispute_invoice on invoice_dispute (program_id, invoice_ref);

create table commission_line (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    customer_id uuid not null references customer,
    customer_ref text not null,
    invoice_ref text not null,
    event_id text not null,
    kind text not null check (kind in ('FIRST', 'RECURRING', 'BONUS')),
    base bigint not null,
    rate_bp int not null check (rate_bp between 0 and 10000),
    amount bigint not null check (amount > 0),
    currency char(3) not null,
    paid_at timestamptz not null,
    mature_at timestamptz not null,
    rule_set_id bigint not null references rule_set,
    rule_version text not null,
    late boolean not null,
    inputs text not null,
    inputs_sha256 bytea not null check (length(inputs_sha256) = 32),
    engine text not null,
    created_at timestamptz not null,
    unique (program_id, invoice_ref, kind),
    foreign key (program_id, invoice_ref) references invoice (program_id, ref)
);
comment on table commission_line is 'append-only: what was earned never changes; what was taken back stands beside it';
comment on column commission_line.inputs is 'JSON as written: everything the amount was computed from';
create index commission_line_affiliate on commission_line (affiliate_id, id);
create index commission_line_terms on commission_line (program_id, paid_at);
create trigger commission_line_no_change before update or delete on commission_line for each row execute function refuse_change();
create trigger commission_line_no_truncate before truncate on commission_line execute function refuse_change();

-- What has become of a line since.
create table commission_state (
    line_id uuid primary key references commission_line,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    currency char(3) not null,
    amount bigint not null check (amount > 0),
    mature_at timestamptz not null,
    matured boolean not null default false,
    reversed bigint not null default 0 check (reversed between 0 and amount),
    reversals int not null default 0 check (reversals >= 0),
    held boolean not null default false
);
comment on column commission_state.reversals is 'how often money was taken back or given again: numbers the keys of those transactions';
create index commission_state_due on commission_state (program_id, mature_at, line_id) where not matured and not held;
create index commission_state_affiliate on commission_state (affiliate_id, currency, line_id);

create view commission_violation as
    with booked as (
        select t.source_id,
            sum(p.amount) filter (where t.kind = 'ACCRUAL') as accrued,
            coalesce(sum(p.amount) filter (where t.kind in ('CLAWBACK', 'REINSTATE')), 0) as reversed,
            bool_or(t.kind = 'MATURE') as matured
        from ledger_transaction t
        join ledger_posting p on p.transaction_id = t.id
        join ledger_account a on a.id = p.account_id
        where t.source_type = 'commission' and (a.name = 'expense.commission' or t.kind = 'MATURE' and p.amount > 0)
        group by t.source_id)
    select 'commission without its accrual' as what, l.id::text as id
        from commission_line l left join ledger_transaction t on t.kind = 'ACCRUAL' and t.idem_key = l.id::text
        where t.id is null
    union all
    select 'accrual differs from its commission', l.id::text
        from commission_line l join booked b on b.source_id = l.id::text where b.accrued <> l.amount
    union all
    select 'commission without its state', l.id::text
        from commission_line l left join commission_state s on s.line_id = l.id where s.line_id is null
    union all
    select 'reversed differs from the ledger', s.line_id::text
        from commission_state s join booked b on b.source_id = s.line_id::text where s.reversed <> -b.reversed
    union all
    select 'matured in the ledger but not here', s.line_id::text
        from commission_state s join booked b on b.source_id = s.line_id::text where b.matured and not s.matured
    union all
    select 'pending of an affiliate differs from its lines', a.id::text
        from ledger_account a join ledger_balance b on b.account_id = a.id
        left join (select affiliate_id, currency, sum(amount - reversed) as pending from commission_state
            where not matured group by affiliate_id, currency) s
            on s.affiliate_id = a.affiliate_id and s.currency = a.currency
        where a.name = 'pending' and -b.balance <> coalesce(s.pending, 0)
    union all
    select 'refunds of an invoice differ from its sum', i.program_id || ' ' || i.ref
        from invoice i left join (select program_id, invoice_ref, sum(amount) as refunded from invoice_refund
            group by program_id, invoice_ref) r on r.program_id = i.program_id and r.invoice_ref = i.ref
        where i.refunded <> coalesce(r.refunded, 0);
