-- The membership of a person, or of a merchant's customer, in a programme.
create table affiliate (
    id uuid primary key,
    program_id uuid not null references program,
    account_id uuid references account on delete set null,
    external_id text check (length(external_id) between 1 and 200),
    email text check (length(email) between 3 and 320),
    email_normalised text,
    code text not null check (code ~ '^[a-z0-9_-]{4,32}$'),
    payout_fingerprint text,
    state text not null default 'active' check (state in ('active', 'disabled')),
    version bigint not null default 1,
    created_at timestamptz not null,
    unique (program_id, code),
    unique (program_id, external_id),
    unique (program_id, account_id),
    check ((email is null) = (email_normalised is null))
);
comment on column affiliate.code is 'lower case; typed by people in any case';
comment on column affiliate.external_id is 'what the merchant calls this person: the same text as their id as a customer';
create index affiliate_email on affiliate (program_id, email_normalised) where email_normalised is not null;

-- A coupon belongs to one affiliate of a programme.
create table affiliate_coupon (
    program_id uuid not null references program,
    coupon text not null check (coupon = upper(coupon) and length(coupon) between 1 and 100),
    affiliate_id uuid not null references affiliate,
    primary key (program_id, coupon)
);
create index affiliate_coupon_affiliate on affiliate_coupon (affiliate_id);
