-- Merchants' own webhooks of Stripe Billing: how they are proven, each kept once, and what one has to remember of them.
create table stripe_billing_secret (
    id uuid primary key,
    program_id uuid not null references program,
    wrapped bytea not null,
    key_id bigint not null,
    created_at timestamptz not null,
    valid_until timestamptz check (valid_until > created_at)
);
comment on table stripe_billing_secret is 'Signing secrets of the merchant''s webhook endpoint: the present one, and the one before until it ends.';
create unique index stripe_billing_secret_present on stripe_billing_secret (program_id) where valid_until is null;
create unique index stripe_billing_secret_before on stripe_billing_secret (program_id) where valid_until is not null;

create table stripe_billing_event (
    program_id uuid not null references program,
    id text not null check (length(id) between 1 and 180),
    type text not null,
    payload bytea,
    outcome text not null check (outcome in ('applied', 'waiting', 'ignored')),
    received_at timestamptz not null,
    primary key (program_id, id)
);
comment on column stripe_billing_event.payload is 'the raw bytes as they came; gone after 90 days';
comment on column stripe_billing_event.outcome is 'waiting: it names a customer or a payment that nothing is known of yet';
create index stripe_billing_event_payload on stripe_billing_event (received_at) where payload is not null;
create index stripe_billing_event_received on stripe_billing_event (program_id, received_at);

create table stripe_billing_customer (
    program_id uuid not null references program,
    stripe_customer text not null,
    customer text not null,
    primary key (program_id, stripe_customer)
);
comment on table stripe_billing_customer is 'What the merchant calls Stripe''s customers; the first word stands.';

create table stripe_billing_payment (
    program_id uuid not null references program,
    payment text not null,
    invoice text not null,
    primary key (program_id, payment)
);
comment on table stripe_billing_payment is 'Charges and payment intents, and the invoices that they were for; the first word stands.';

create table stripe_billing_charge (
    program_id uuid not null references program,
    charge text not null,
    refunded bigint not null check (refunded > 0),
    primary key (program_id, charge)
);
comment on column stripe_billing_charge.refunded is 'minor units: all that went back as far as was told; only grows';

create table stripe_billing_waiting (
    program_id uuid not null,
    event_id text not null,
    seq bigint generated always as identity,
    member text not null check (member in ('customer', 'invoice')),
    waits_for text[] not null check (cardinality(waits_for) > 0),
    body text not null,
    primary key (program_id, event_id),
    foreign key (program_id, event_id) references stripe_billing_event
);
comment on table stripe_billing_waiting is 'Events that lack one member, until one of what they wait for becomes known.';
comment on column stripe_billing_waiting.member is 'what is missing from the body';
create index stripe_billing_waiting_for on stripe_billing_waiting using gin (waits_for);
