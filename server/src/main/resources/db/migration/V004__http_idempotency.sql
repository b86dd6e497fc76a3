-- The first answer to a request with an idempotency key, stored in the transaction of its effect.
create table http_idempotency (
    scope text not null,
    key text not null check (length(key) between 1 and 255),
    request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
    status int not null check (status between 200 and 299),
    content_type text,
    location text,
    etag text,
    body text not null,
    created_at timestamptz not null,
    primary key (scope, key)
);
comment on table http_idempotency is 'Kept for seven days; an answer that showed a secret is stored without it.';

create index http_idempotency_created_at on http_idempotency (created_at);
