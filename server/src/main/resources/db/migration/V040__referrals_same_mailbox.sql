-- Customers of before it was known that their address and that of the affiliate they are owed to lead to one mailbox. Somebody
-- is to look at them; what is booked stays.
create table customer_self_referral (
    customer_id uuid primary key references customer,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    found_at timestamptz not null
);
comment on table customer_self_referral is 'append-only: what was found when all customers were looked through';
create index customer_self_referral_program on customer_self_referral (program_id, customer_id);

-- How far the customers were looked through, by which rules; all of them are again when the rules have changed.
create table customer_mailbox_search (
    one boolean primary key default true check (one),
    rules text not null,
    last_customer uuid
);
comment on column customer_mailbox_search.last_customer is 'in the order of ids, up to here; null before the first';
insert into customer_mailbox_search (rules, last_customer) values ('', null);
