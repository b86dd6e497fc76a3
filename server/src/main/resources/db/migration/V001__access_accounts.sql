-- Who may sign in, with which roles, by which proof.
create table account (
    id uuid primary key,
    email text not null check (email = lower(email) and length(email) <= 254),
    email_verified boolean not null,
    password_hash text check (password_hash like '$argon2id$%'),
    disabled boolean not null default false,
    created_at timestamptz not null,
    constraint account_verified_email_is_one check (not email_verified or email like '_%@_%')
);
create unique index account_email on account (email) where email_verified;
comment on column account.email is 'Empty where unknown. Only a verified one names the account: others may repeat.';

-- Roles beyond those that every account has.
create table account_role (
    account_id uuid not null references account on delete cascade,
    role text not null check (role in ('owner', 'manager', 'finance', 'analyst')),
    granted_at timestamptz not null,
    primary key (account_id, role)
);
create index account_role_holders on account_role (role);

-- The account as an external issuer names it.
create table account_identity (
    issuer text not null check (length(issuer) between 1 and 500),
    subject text not null check (length(subject) between 1 and 500),
    account_id uuid not null references account on delete cascade,
    created_at timestamptz not null,
    primary key (issuer, subject)
);
create index account_identity_account on account_identity (account_id);

-- One-time links by which a password is chosen; the one without an account creates the first owner.
create table account_set_up (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    account_id uuid unique references account on delete cascade,
    expires_at timestamptz not null
);
create unique index account_set_up_first_owner on account_set_up ((account_id is null)) where account_id is null;

-- Authorization codes of the built-in issuer, kept until they are exchanged once.
create table account_code (
    code_hash bytea primary key check (octet_length(code_hash) = 32),
    account_id uuid not null references account on delete cascade,
    client_id text not null,
    redirect_uri text not null,
    scopes text[] not null,
    challenge text not null check (length(challenge) between 43 and 128),
    issued_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > issued_at)
);
create index account_code_account on account_code (account_id);
create index account_code_expiry on account_code (expires_at);
