-- Trades of customers, as the merchant reports them.
create table trade (
    program_id uuid not null references program,
    ref text not null check (length(ref) between 1 and 200),
    customer_id uuid not null references customer,
    symbol text not null,
    side text not null check (side in ('buy', 'sell')),
    volume numeric not null check (volume > 0),
    open_price numeric not null,
    account text,
    spread numeric,
    contract_size numeric,
    signal text,
    opened_event_id text not null,
    opened_at timestamptz not null,
    closed_event_id text,
    closed_at timestamptz,
    close_price numeric,
    pnl bigint,
    commission bigint,
    currency char(3),
    primary key (program_id, ref),
    constraint trade_closed check (
        case when closed_event_id is null
            then closed_at is null and close_price is null and pnl is null and commission is null and currency is null
            else closed_at is not null and close_price is not null and pnl is not null and currency is not null end)
);
create index trade_customer on trade (customer_id, opened_at);
