-- Sessions of people who signed in on the pages. What their browsers keep is here as a hash.
create table account_session (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    network text not null check (length(network) between 1 and 64),
    agent text not null check (length(agent) <= 200),
    started_at timestamptz not null,
    last_used_at timestamptz not null
);
create index account_session_account on account_session (account_id, id);
create index account_session_started on account_session (started_at);
create index account_session_used on account_session (last_used_at);
comment on column account_session.network is 'Where the sign-in came from, without the part that names one house.';
comment on column account_session.last_used_at is 'Written at most once a minute.';

-- Whether anybody has a password yet is asked whenever the page to sign in is shown.
create index account_with_password on account (id) where password_hash is not null and not disabled;
