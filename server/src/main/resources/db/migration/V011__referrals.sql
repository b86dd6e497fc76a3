-- Links of affiliates, clicks on them, and the merchant's customers with whom they are owed to.
create table affiliate_link (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    slug text not null check (slug ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
    landing_url text,
    name text check (length(name) between 1 and 200),
    archived_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    unique (program_id, slug)
);
create index affiliate_link_affiliate on affiliate_link (affiliate_id, id);

create table click (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    link_id uuid references affiliate_link,
    event_id text,
    ref text,
    device text,
    ip text,
    user_agent text,
    fingerprint text,
    referrer text,
    url text,
    filtered text check (filtered in ('bot', 'prefetch', 'method')),
    occurred_at timestamptz not null,
    recorded_at timestamptz not null
);
comment on table click is 'append-only: a click has happened';
comment on column click.filtered is 'why it is not counted, if it is not';
create index click_ref on click (program_id, ref) where ref is not null;
create index click_device on click (program_id, device, occurred_at) where device is not null;
create index click_affiliate on click (affiliate_id, occurred_at);
create trigger click_no_change before update or delete on click for each row execute function refuse_change();

create table customer (
    id uuid primary key,
    program_id uuid not null references program,
    ref text not null check (length(ref) between 1 and 200),
    signed_up_at timestamptz,
    email_normalised text,
    affiliate_id uuid references affiliate,
    attribution_reason text check (attribution_reason in ('coupon', 'click', 'device', 'code', 'none', 'self_referral')),
    attributed_at timestamptz,
    attribution text,
    first_trade_at timestamptz,
    canceled_at timestamptz,
    counted int not null default 0 check (counted >= 0),
    first_paid_at timestamptz,
    last_paid_at timestamptz,
    lifetime_months int not null default 0 check (lifetime_months >= 0),
    continuous_months int not null default 0 check (continuous_months >= 0),
    run int not null default 0 check (run >= 0),
    covered_until timestamptz,
    created_at timestamptz not null,
    unique (program_id, ref),
    check ((affiliate_id is not null) = (attribution_reason in ('coupon', 'click', 'device', 'code'))),
    check (continuous_months <= lifetime_months)
);
comment on column customer.attribution is 'JSON as written: the reason and every candidate that lost';
comment on column customer.counted is 'invoices that have counted so far, of every kind, earning or not';
comment on column customer.lifetime_months is 'service months paid for and not given back by a full refund';
comment on column customer.run is 'counts the gaps: a month belongs to the continuous months only of the run it was opened in';
create index customer_affiliate on customer (affiliate_id, signed_up_at) where affiliate_id is not null;
