-- A flat amount may stand in place of a rate.
alter table commission_line add column flat boolean not null default false;

-- Where terms limit what an affiliate earns in a month, the month's invoices are kept in the order in which they take from it.
create table capped_month (
    affiliate_id uuid not null references affiliate,
    currency char(3) not null,
    month date not null check (extract(day from month) = 1),
    program_id uuid not null references program,
    primary key (affiliate_id, currency, month)
);
comment on table capped_month is 'months of which every invoice that earns something is in capped_invoice';
create trigger capped_month_no_change before update or delete on capped_month for each row execute function refuse_change();
create trigger capped_month_no_truncate before truncate on capped_month execute function refuse_change();

create table capped_invoice (
    program_id uuid not null,
    invoice_ref text not null,
    affiliate_id uuid not null,
    currency char(3) not null,
    month date not null,
    customer_id uuid not null references customer,
    paid_at timestamptz not null,
    place bytea not null,
    earned bigint not null check (earned > 0),
    most bigint check (most >= 0),
    granted bigint not null check (granted between 0 and earned),
    check (granted = earned or most is not null),
    primary key (program_id, invoice_ref),
    foreign key (program_id, invoice_ref) references invoice (program_id, ref),
    foreign key (affiliate_id, currency, month) references capped_month
);
comment on column capped_invoice.earned is 'minor units, before the cap';
comment on column capped_invoice.most is 'the cap that the invoice is judged by; null where it has none';
comment on column capped_invoice.granted is 'minor units: what the cap leaves of it, where invoices with an earlier place have taken theirs';
comment on column capped_invoice.place is 'invoice_ref in UTF-16: of one instant the smaller ones come first, by their code units';
-- What was earned before a place is a sum over it.
create unique index capped_invoice_order on capped_invoice (affiliate_id, currency, month, paid_at, place) include (granted);
