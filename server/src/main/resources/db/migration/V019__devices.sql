-- Devices of people and the secrets that they sign with; a secret is here only wrapped by a key that is elsewhere.
create table device (
    id uuid primary key,
    owner_id uuid not null references account on delete cascade,
    name text not null check (char_length(name) between 1 and 100),
    state text not null,
    legacy_signatures boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    revoked_at timestamptz,
    last_seen_at timestamptz,
    constraint device_state check (
        case state
            when 'pending' then confirmed_at is null and revoked_at is null
            when 'active' then confirmed_at is not null and revoked_at is null
            when 'revoked' then revoked_at is not null
            else false
        end)
);
create unique index device_name on device (owner_id, name) where revoked_at is null;
create index device_owner on device (owner_id, id);
create index device_registered on device (owner_id, created_at);
comment on column device.last_seen_at is 'Written at most once a minute.';

create table device_credential (
    id uuid primary key,
    device_id uuid not null references device on delete cascade,
    wrapped bytea not null check (octet_length(wrapped) = 65),
    key_id bigint not null,
    fp bytea not null unique check (octet_length(fp) = 32),
    hint text not null check (char_length(hint) = 4),
    created_at timestamptz not null,
    expires_at timestamptz,
    retired_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint device_credential_key check (
        get_byte(wrapped, 0) = 1
        and key_id = (get_byte(wrapped, 1)::bigint << 24) + (get_byte(wrapped, 2) << 16)
            + (get_byte(wrapped, 3) << 8) + get_byte(wrapped, 4))
);
create index device_credential_device on device_credential (device_id, id);
create index device_credential_by_key on device_credential (key_id);
comment on column device_credential.wrapped is '1, the id of the key, 12 bytes of nonce, 32 of the encrypted secret, 16 of tag.';
comment on column device_credential.fp is 'A keyed hash of the secret: tells whose it is when one is found elsewhere.';
comment on column device_credential.last_used_at is 'Written at most once a minute.';

-- The links in a mail to the owner, as hashes.
create table device_confirmation (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    disown_hash bytea not null unique check (octet_length(disown_hash) = 32),
    device_id uuid not null references device on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index device_confirmation_device on device_confirmation (device_id, created_at);
create index device_confirmation_created on device_confirmation (created_at);

create function device_stays() returns trigger language plpgsql as $$
begin
    if new.id <> old.id or new.owner_id <> old.owner_id then
        raise exception 'a device stays whose it is' using errcode = 'check_violation';
    end if;
    if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then
        raise exception 'a revoked device stays revoked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger device_stays before update on device for each row execute function device_stays();

create function device_credential_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.device_id, new.fp, new.hint, new.created_at)
        is distinct from (old.id, old.device_id, old.fp, old.hint, old.created_at) then
        raise exception 'a credential stays what it is' using errcode = 'check_violation';
    end if;
    if (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at)
        or (old.retired_at is not null and new.retired_at is distinct from old.retired_at) then
        raise exception 'a credential that has ended stays so' using errcode = 'check_violation';
    end if;
    if new.wrapped <> old.wrapped and new.key_id = old.key_id then
        raise exception 'a secret is only wrapped again by another key' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger device_credential_stays before update on device_credential
    for each row execute function device_credential_stays();
