-- Who did what to what, and when.
create table audit_entry (
    id uuid primary key,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null,
    actor text not null check (length(actor) between 1 and 200),
    action text not null check (action ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
    object text not null check (length(object) between 1 and 200),
    body text not null check (body::json is not null)
);
comment on table audit_entry is 'append-only: what was done stays done; a mistake is corrected by another deed';
comment on column audit_entry.body is 'Canonical JSON, exactly as it was written; kept as text so that no byte of it changes.';
comment on column audit_entry.xid is 'The transaction of the deed, so that entries can be sealed in an order that no later commit changes.';

create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_object on audit_entry (object, id);

create trigger audit_entry_no_change before update or delete on audit_entry
    for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry execute function refuse_change();
