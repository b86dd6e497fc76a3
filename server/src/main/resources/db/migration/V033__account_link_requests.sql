-- Sign-ins elsewhere that name the e-mail of an account that is here already, until the account has said whether they are its own.
create table account_link_request (
    issuer text not null check (length(issuer) between 1 and 500),
    subject text not null check (length(subject) between 1 and 500),
    account_id uuid not null references account on delete cascade,
    key_hash bytea not null unique check (octet_length(key_hash) = 32),
    expires_at timestamptz not null,
    primary key (issuer, subject)
);
create index account_link_request_account on account_link_request (account_id);
