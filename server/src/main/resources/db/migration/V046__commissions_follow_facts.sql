-- Commissions are a function of a customer's facts: what was told of money that went back is kept as it was told, months are
-- no longer counted in the order of arrival, and a line may be replaced by another one.
create table invoice_money_back (
    id bigint generated always as identity primary key,
    program_id uuid not null references program,
    event_id text,
    invoice_ref text not null,
    kind text not null check (kind in ('refund', 'refund_failed', 'charge_refunded', 'charge_refund_failed',
        'charge_counted', 'inquiry', 'chargeback', 'dispute_won', 'dispute_lost', 'told_inquiry', 'told_open', 'told_won',
        'told_lost')),
    ref text not null check (length(ref) between 1 and 200),
    part text,
    amount bigint not null check (amount >= 0),
    occurred_at timestamptz not null,
    unique (program_id, event_id),
    check ((event_id is null) = (kind = 'charge_counted')),
    check ((part is not null) = (kind = 'charge_refund_failed')),
    foreign key (program_id, invoice_ref) references invoice (program_id, ref),
    foreign key (program_id, event_id) references event (program_id, id) deferrable initially deferred
);
comment on table invoice_money_back is 'append-only: what was told of money that went back to customers, or did not';
comment on column invoice_money_back.ref is 'the refund, charge or dispute that it is about';
create index invoice_money_back_invoice on invoice_money_back (program_id, invoice_ref);
create index invoice_money_back_ref on invoice_money_back (program_id, ref);
-- Of two contradicting reports with one id the first stands.
create unique index invoice_money_back_once on invoice_money_back (program_id, kind, ref)
    where kind in ('refund', 'refund_failed', 'inquiry', 'chargeback');
create unique index invoice_money_back_failed_once on invoice_money_back (program_id, ref, part) where kind = 'charge_refund_failed';

insert into invoice_money_back (program_id, event_id, invoice_ref, kind, ref, amount, occurred_at)
    select program_id, event_id, invoice_ref, 'refund', event_id, amount, occurred_at from invoice_refund
    union all
    select program_id, opened_event_id, invoice_ref, 'chargeback', ref, amount, opened_at from invoice_dispute
    union all
    select program_id, closed_event_id, invoice_ref, 'dispute_' || state, ref, 0, closed_at from invoice_dispute
        where state <> 'opened'
    order by 7, 2;
-- What Stripe told of a charge so far was told as refunds: its next sum counts from there.
insert into invoice_money_back (program_id, invoice_ref, kind, ref, amount, occurred_at)
    select c.program_id, p.invoice, 'charge_counted', c.charge, c.refunded, i.paid_at
    from stripe_billing_charge c
    join stripe_billing_payment p on p.program_id = c.program_id and p.payment = c.charge
    join invoice i on i.program_id = p.program_id and i.ref = p.invoice
    where c.refunded > 0;
create trigger invoice_money_back_no_change before update or delete on invoice_money_back for each row execute function refuse_change();
create trigger invoice_money_back_no_truncate before truncate on invoice_money_back execute function refuse_change();

alter table commission_line add column generation int not null default 1 check (generation >= 1);
alter table commission_line drop constraint commission_line_program_id_invoice_ref_kind_key;
alter table commission_line add unique (program_id, invoice_ref, kind, generation);
comment on column commission_line.generation is 'counts the lines of this invoice and kind: each takes the place of the one before';
alter table commission_state add column recomputed boolean not null default false;
alter table commission_state add check (not recomputed or (reversed = amount and not held));
comment on column commission_state.recomputed is 'reversed in full for good, because the facts give something else';
create index commission_line_customer on commission_line (customer_id);

create table commission_change (
    line_id uuid not null references commission_line,
    number int not null check (number >= 1),
    cause text not null check (cause in ('refund', 'refund_failed', 'dispute', 'recomputed', 'rebooked')),
    events text[] not null,
    before bigint not null check (before >= 0),
    after bigint not null check (after >= 0),
    occurred_at timestamptz not null,
    primary key (line_id, number),
    check (after <> before or cause in ('recomputed', 'rebooked'))
);
comment on table commission_change is 'append-only: why what is reversed of a commission changed, and by which events';
create trigger commission_change_no_change before update or delete on commission_change
    for each row execute function refuse_change();
create trigger commission_change_no_truncate before truncate on commission_change execute function refuse_change();

drop view commission_violation;
drop table invoice_refund;
drop table invoice_dispute;

alter table invoice
    add column engine text not null default 'commission/1' check (engine in ('commission/1', 'commission/2')),
    drop column reason,
    drop column months,
    drop column first_lifetime,
    drop column first_continuous,
    drop column run,
    drop column anchor,
    drop column number,
    drop column refunded,
    drop column given_back,
    drop column given_back_after;
alter table invoice alter column engine drop default;
comment on column invoice.engine is 'what its commissions are computed by; lines of commission/1 stay as they were booked';
create index invoice_customer on invoice (customer_id, paid_at);

alter table customer
    drop column counted,
    drop column lifetime_months,
    drop column continuous_months,
    drop column run,
    drop column covered_until;
