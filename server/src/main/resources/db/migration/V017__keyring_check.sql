-- Which keys belong to this database: a known value, wrapped by them. The keys themselves are in a file elsewhere.
create table keyring_check (
    only_one boolean primary key check (only_one),
    wrapped bytea not null,
    key_id bigint not null check (key_id between 0 and 4294967295),
    fp bytea not null check (octet_length(fp) = 32)
);
