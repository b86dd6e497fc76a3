-- Nonces that were used, by the minute in which the request was signed, and what devices tell of themselves.
create table request_nonce (
    bucket smallint not null check (bucket between 0 and 15),
    credential_id uuid not null,
    nonce bytea not null check (octet_length(nonce) = 16),
    primary key (bucket, credential_id, nonce)
) partition by list (bucket);
comment on table request_nonce is 'expiring: a partition is emptied as a whole, when no request signed in its minutes can be let in any more. No reference to the credential: it would be looked up with every request, and what is left of a deleted one is gone within the hour.';
comment on column request_nonce.bucket is 'minute of the signed time, modulo 16';
comment on column request_nonce.nonce is 'first 16 bytes of its SHA-256';

do $$
begin
    for bucket in 0..15 loop
        execute format('create table request_nonce_%s partition of request_nonce for values in (%s)',
            lpad(bucket::text, 2, '0'), bucket);
    end loop;
end $$;

create table device_heartbeat (
    device_id uuid primary key references device on delete cascade,
    version text check (length(version) between 1 and 100),
    posture jsonb check (octet_length(posture::text) <= 16384),
    sent_at timestamptz not null
);
