-- API keys of programmes. The key itself is nowhere: only its hash and its last characters.
create table api_key (
    id uuid primary key,
    program_id uuid not null references program,
    live boolean not null,
    name text not null check (length(name) between 1 and 100),
    hash bytea not null unique check (octet_length(hash) = 32),
    hint text not null check (length(hint) = 4),
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index api_key_program on api_key (program_id, id);
comment on column api_key.last_used_at is 'Written at most once a minute.';
