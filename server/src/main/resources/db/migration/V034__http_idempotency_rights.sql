-- A kept answer is for whoever may still do what it was given for.
alter table http_idempotency add column rights text[] not null default '{}';
