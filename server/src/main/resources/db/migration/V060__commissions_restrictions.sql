-- While somebody doubts a customer or an affiliate, what they earn is held, or a customer earns nothing: dated facts, which are
-- cleared by other facts and never by time, and what follows from them for each line.
select set_config('search_path', format('%I, pg_temp', current_schema()), true);

create table restriction (
    program_id uuid not null references program,
    key text not null check (length(key) between 1 and 200),
    customer_id uuid references customer,
    affiliate_id uuid references affiliate,
    strength text not null check (strength in ('hold', 'block')),
    reason text not null check (reason in ('self_referral', 'multi_account', 'wash_trade', 'collusion', 'coupon_leak',
        'chargeback', 'click_fraud', 'velocity', 'payout_account', 'other')),
    raised_at timestamptz not null,
    actor text not null,
    recorded_at timestamptz not null default now(),
    primary key (program_id, key),
    constraint restriction_of_one check (num_nonnulls(customer_id, affiliate_id) = 1),
    constraint restriction_block_of_customer check (strength = 'hold' or customer_id is not null)
);
comment on table restriction is 'append-only: a customer is blocked or held, or all that an affiliate earns is held';
comment on column restriction.key is 'makes raising it again harmless';
comment on column restriction.raised_at is 'by the clock of the programme';
create index restriction_customer on restriction (customer_id) where customer_id is not null;
create index restriction_affiliate on restriction (affiliate_id) where affiliate_id is not null;
create trigger restriction_no_change before update or delete on restriction for each row execute function refuse_change();
create trigger restriction_no_truncate before truncate on restriction execute function refuse_change();

create table restriction_end (
    program_id uuid not null,
    key text not null,
    cleared_at timestamptz not null,
    actor text not null,
    recorded_at timestamptz not null default now(),
    primary key (program_id, key),
    foreign key (program_id, key) references restriction
);
comment on table restriction_end is 'append-only: a restriction was cleared; it stands no more, and another one is another fact';
create trigger restriction_end_no_change before update or delete on restriction_end for each row execute function refuse_change();
create trigger restriction_end_no_truncate before truncate on restriction_end execute function refuse_change();

create table restriction_spared (
    program_id uuid not null,
    key text not null,
    invoice_ref text not null,
    affiliate_id uuid not null references affiliate,
    amount bigint not null check (amount > 0),
    currency char(3) not null,
    primary key (program_id, key, invoice_ref, affiliate_id),
    foreign key (program_id, key) references restriction,
    foreign key (program_id, invoice_ref) references invoice (program_id, ref)
);
comment on table restriction_spared is 'append-only: an invoice that goes on earning though its customer is blocked, since it had been paid out';
comment on column restriction_spared.amount is 'what had been paid out and would have been taken back, in minor units';
create trigger restriction_spared_no_change before update or delete on restriction_spared
    for each row execute function refuse_change();
create trigger restriction_spared_no_truncate before truncate on restriction_spared execute function refuse_change();

alter table customer add column blocked_except text[];
comment on column customer.blocked_except is 'null while they are not blocked; else the invoices that earn nevertheless, as restrictions say';

create sequence commission_place;
alter table commission_state
    add column customer_id uuid,
    add column place bigint,
    add column place_before bigint,
    add column paid_before bigint not null default 0;
update commission_state s set customer_id = n.customer_id, place = case when s.matured then n.place end
    from (select l.id, l.customer_id, row_number() over (order by l.mature_at, l.id) as place from commission_line l) n
    where n.id = s.line_id;
select setval('commission_place', (select count(*) + 1 from commission_line), false);
alter table commission_state
    alter column customer_id set not null,
    add constraint commission_state_paid_before check (paid_before >= 0 and (paid_before > 0) = (place_before is not null));
comment on column commission_state.place is
    'what is paid out counts for matured lines in this order, in which they matured; what was held goes to the end';
comment on column commission_state.paid_before is 'what of it had been paid out, or was on its way, when it was held';
comment on column commission_state.place_before is 'where that part stands in the order';
comment on column commission_state.held is 'whether a restriction of its customer or affiliate stands; set by a trigger alone';
create index commission_state_customer on commission_state (customer_id);
create index commission_state_place on commission_state (affiliate_id, currency, place, line_id);
drop index commission_state_affiliate;
-- What is held becomes payable in the books when it is due, and yet does not leave.
drop index commission_state_due;
create index commission_state_due on commission_state (program_id, mature_at, line_id) where not matured;

-- Whoever writes a line: it is held exactly while a restriction stands. Who raises or clears one keeps those away meanwhile who
-- book lines of that customer, or of any customer of the programme where it is an affiliate's.
create function commission_state_held() returns trigger language plpgsql set search_path from current as $$
begin
    new.held := not new.recomputed and exists (
        select from restriction r where (r.customer_id = new.customer_id or r.affiliate_id = new.affiliate_id)
            and not exists (select from restriction_end e where e.program_id = r.program_id and e.key = r.key));
    if new.recomputed then
        new.paid_before := 0;
    elsif tg_op = 'UPDATE' and old.held and not new.held and new.place is not null
        and new.amount - new.reversed > new.paid_before then
        new.place := nextval('commission_place');
    end if;
    new.place_before := case when new.paid_before > 0 then coalesce(new.place_before, new.place, 0) end;
    return new;
end $$;
create trigger commission_state_held before insert or update of held, recomputed, paid_before, customer_id, affiliate_id on commission_state
    for each row execute function commission_state_held();

-- A line may be taken out of the books by a block, and lines of the first engine come back when it is cleared.
alter table commission_change drop constraint commission_change_cause_check;
alter table commission_change add constraint commission_change_cause_check
    check (cause in ('refund', 'refund_failed', 'dispute', 'recomputed', 'rebooked', 'blocked'));
alter table commission_change drop constraint commission_change_check;
alter table commission_change add constraint commission_change_check
    check (after <> before or cause in ('recomputed', 'rebooked', 'blocked'));
