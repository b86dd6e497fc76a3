-- What becomes of transfers at the accounts they went to: asked account by account, for some time after the last news.
alter table payout add column bank_at timestamptz;
comment on column payout.bank_at is 'when something was heard of its way to the bank last, at first that the money left; by the clock of the database';
update payout set bank_at = recorded_at
    where provider = 'stripe' and destination is not null and state in ('transferred', 'partly_reversed', 'reversed');
drop index payout_bank;
create index payout_bank on payout (destination, bank_at) where state in ('transferred', 'partly_reversed');

create table bank_watch (
    account text primary key,
    due_at timestamptz not null,
    news bigint not null default 1
);
comment on table bank_watch is 'accounts at Stripe whose payments to their banks are asked for';
comment on column bank_watch.due_at is 'when it is asked next, by the clock of the database; while somebody does, when it is asked otherwise';
comment on column bank_watch.news is 'counts what was heard, so that whoever asked does not end what began meanwhile';
create index bank_watch_due on bank_watch (due_at, account);
insert into bank_watch (account, due_at)
    select distinct destination, now() from payout
    where state in ('transferred', 'partly_reversed') and bank_at > now() - interval '14 days';
