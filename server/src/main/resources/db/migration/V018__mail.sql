-- Mails that wait to be sent, or to be read where nothing sends them.
create table mail (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    recipient text not null check (length(recipient) between 3 and 254),
    subject text not null check (subject !~ '[[:cntrl:]]' and length(subject) between 1 and 200),
    wrapped bytea,
    key_id bigint check (key_id between 0 and 4294967295),
    state text not null,
    attempts int not null default 0,
    due_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint mail_state check (
        (wrapped is null) = (key_id is null)
        and case state
            when 'waiting' then wrapped is not null and ended_at is null
            when 'sent' then wrapped is null and ended_at is not null
            when 'given_up' then wrapped is null and ended_at is not null
            else false
        end)
);
comment on column mail.wrapped is 'The text, wrapped by a key that is not in the database: it holds one-time links.';
comment on column mail.due_at is 'When it is tried next; while somebody tries, until when nobody else does.';
create index mail_due on mail (due_at, id) where state = 'waiting';
create index mail_account on mail (account_id);
create index mail_recipient on mail (recipient, id) where state = 'waiting';
create index mail_created on mail (created_at);
create index mail_key on mail (key_id) where key_id is not null;
