-- Which step of their tiers affiliates have in a month. It is fixed once, when the month begins, from what is known then.
create table agreement_tier_month (
    seq bigint generated always as identity unique,
    program_id uuid not null references program,
    terms_id uuid not null,
    month timestamptz not null check (date_trunc('month', month at time zone 'UTC') = month at time zone 'UTC'),
    fixed_at timestamptz not null,
    primary key (terms_id, month),
    foreign key (program_id, terms_id) references agreement_terms (program_id, id)
);
comment on table agreement_tier_month is 'append-only: the tiers of these terms have been fixed for this month';
comment on column agreement_tier_month.seq is 'in the order in which they were fixed, which servers remember them up to';
comment on column agreement_tier_month.fixed_at is 'by the clock of the system';
create index agreement_tier_month_news on agreement_tier_month (program_id, seq);
create trigger agreement_tier_month_no_change before update or delete on agreement_tier_month
    for each row execute function refuse_change();
create trigger agreement_tier_month_no_truncate before truncate on agreement_tier_month execute function refuse_change();

create table agreement_tier (
    terms_id uuid not null,
    month timestamptz not null,
    affiliate_id uuid not null references affiliate,
    figure bigint not null,
    reached bigint not null check (reached between 1 and figure),
    primary key (terms_id, month, affiliate_id),
    foreign key (terms_id, month) references agreement_tier_month
);
comment on table agreement_tier is 'append-only: affiliates who reached a step; all others of the month have none';
comment on column agreement_tier.figure is 'what they brought in the days before the month: customers, or minor units';
comment on column agreement_tier.reached is 'the figure from which on the step counts';
create trigger agreement_tier_no_change before update or delete on agreement_tier
    for each row execute function refuse_change();
create trigger agreement_tier_no_truncate before truncate on agreement_tier execute function refuse_change();

-- Servers remember a month once they have read it, so nobody joins it afterwards.
create function agreement_tier_join() returns trigger language plpgsql as $$
begin
    if exists (
        select from added a join agreement_tier_month m on m.terms_id = a.terms_id and m.month = a.month
        where m.xmin <> pg_current_xact_id()::xid) then
        raise exception 'a month whose tiers were fixed stays as it is' using errcode = 'HS003';
    end if;
    return null;
end $$;
create trigger agreement_tier_joins after insert on agreement_tier
    referencing new table as added for each statement execute function agreement_tier_join();

-- What is counted is what was paid in some days before a month. Invoices come nearly in the order of their payment, so that an
-- index of blocks finds these days and costs those who add an invoice nothing.
create index invoice_paid_at on invoice using brin (paid_at) with (autosummarize = on);
