-- What rules say is put together for people to decide: one case of an affiliate and type, what was decided, and who asks for it.
create table fraud_case (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid references affiliate,
    account text,
    type text not null,
    state text not null check (state in ('open', 'confirmed', 'dismissed')),
    decided text check (decided in ('confirmed', 'dismissed')),
    action text not null check (action in ('clear', 'flag', 'hold', 'block')),
    rules text[] not null,
    waiting integer not null check (waiting >= 0),
    version bigint not null default 1,
    opened_at timestamptz not null,
    waits_since timestamptz not null,
    reminded_at timestamptz,
    escalated_at timestamptz,
    constraint fraud_case_of_one check (num_nonnulls(affiliate_id, account) = 1)
);
comment on column fraud_case.account is 'whose case it is where no affiliate is known';
comment on column fraud_case.decided is 'its state again when nothing waits any more; null before the first decision';
comment on column fraud_case.action is 'the strongest verdict in it that counts';
comment on column fraud_case.waiting is 'of how many subjects something is said that nobody has decided';
comment on column fraud_case.opened_at is 'by the clock of the programme';
comment on column fraud_case.waits_since is 'by the clock of the server, as when it was reminded of and escalated';
create unique index fraud_case_once on fraud_case (program_id, affiliate_id, account, type) nulls not distinct;
create index fraud_case_list on fraud_case (program_id, id);
create index fraud_case_affiliate on fraud_case (affiliate_id) where affiliate_id is not null;
create index fraud_case_late on fraud_case (waits_since) where state = 'open' and escalated_at is null;

create table fraud_case_subject (
    program_id uuid not null,
    kind text not null,
    account text not null,
    type text not null,
    case_id uuid not null references fraud_case,
    action text not null,
    rules text[] not null,
    waits boolean not null,
    digest text not null,
    primary key (program_id, account, kind, type)
);
comment on column fraud_case_subject.digest is 'of what is said of them and counts for what: another one is a change of the case';
comment on table fraud_case_subject is 'of whom a case is; somebody is in one case of each type';
create index fraud_case_subject_case on fraud_case_subject (case_id);

create table fraud_decision (
    case_id uuid not null references fraud_case,
    version bigint not null,
    decision text not null check (decision in ('confirm', 'dismiss')),
    reason_code text not null,
    reason text not null,
    whitelist text,
    decided_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    reviewer text not null,
    snapshot json not null,
    primary key (case_id, version)
);
comment on table fraud_decision is 'append-only: what a person decided about a case, and what was known to them';
comment on column fraud_decision.version is 'of the case that they had read';
comment on column fraud_decision.decided_at is 'by the clock of the programme';
create trigger fraud_decision_no_change before update or delete on fraud_decision for each row execute function refuse_change();
create trigger fraud_decision_no_truncate before truncate on fraud_decision execute function refuse_change();

create table fraud_review (
    id uuid primary key,
    program_id uuid not null references program,
    affiliate_id uuid not null references affiliate,
    commission_id uuid,
    customer text,
    message text not null,
    asked_at timestamptz not null
);
comment on table fraud_review is 'append-only: an affiliate asks for something to be looked at again';
comment on column fraud_review.customer is 'the merchant''s id, as the affiliate wrote it';
comment on column fraud_review.asked_at is 'by the clock of the programme';
create index fraud_review_affiliate on fraud_review (affiliate_id, id);
create index fraud_review_program on fraud_review (program_id, id);
create trigger fraud_review_no_change before update or delete on fraud_review for each row execute function refuse_change();
create trigger fraud_review_no_truncate before truncate on fraud_review execute function refuse_change();
