-- Terms beside those of the whole programme: of a link or coupon, an affiliate, a group or a product, and what rule sets do not say.
create table agreement_terms (
    seq bigint generated always as identity unique,
    id uuid primary key,
    program_id uuid not null references program,
    level text not null check (level in ('link', 'coupon', 'affiliate', 'group', 'product', 'program')),
    subject text check (length(subject) between 1 and 200),
    effective_from timestamptz not null,
    conditions jsonb not null,
    proposed_by text,
    approved_by text,
    tiers_from timestamptz,
    created_at timestamptz not null,
    unique (program_id, id),
    unique nulls not distinct (program_id, level, subject, effective_from),
    constraint agreement_terms_tiers check (
        (tiers_from is not null) = coalesce(jsonb_typeof(conditions -> 'tiers') = 'object', false)),
    constraint agreement_terms_month check (
        date_trunc('month', tiers_from at time zone 'UTC') = tiers_from at time zone 'UTC'),
    constraint agreement_terms_subject check ((level = 'program') = (subject is null)),
    constraint agreement_terms_two_people check (
        (proposed_by is null) = (approved_by is null) and (proposed_by is null or proposed_by <> approved_by)),
    constraint agreement_terms_sums check (
        coalesce((conditions ->> 'bonus_rate_bp')::int, 0) + greatest(
            coalesce((conditions ->> 'first_rate_bp')::int, 0),
            coalesce((conditions ->> 'recurring_rate_bp')::int, 0)) between 0 and 10000)
);
comment on table agreement_terms is 'append-only: terms are followed by others, never edited';
comment on column agreement_terms.seq is 'in the order in which they were added, which servers remember them up to';
comment on column agreement_terms.tiers_from is 'the first month that begins after they were added; null where there are no tiers';
comment on column agreement_terms.subject is 'the id of a link or affiliate, a coupon, the slug of a group, a product; null for the programme';
create index agreement_terms_news on agreement_terms (program_id, seq);
create index agreement_terms_of on agreement_terms (program_id, level, subject, id);
create index agreement_terms_tiers on agreement_terms (program_id) where tiers_from is not null;
create trigger agreement_terms_no_change before update or delete on agreement_terms
    for each row execute function refuse_change();
create trigger agreement_terms_no_truncate before truncate on agreement_terms execute function refuse_change();

-- Where a programme asks for two people, they wait here until a second one approves them.
create table agreement_terms_proposal (
    id uuid primary key,
    program_id uuid not null references program,
    level text not null check (level in ('link', 'coupon', 'affiliate', 'group', 'product', 'program')),
    subject text check (length(subject) between 1 and 200),
    effective_from timestamptz not null,
    conditions jsonb not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    unique nulls not distinct (program_id, level, subject, effective_from)
);
comment on column agreement_terms_proposal.proposed_at is 'by the clock of the system';

-- Affiliates who are to have the same terms. An affiliate is in at most one group at a time: in that of the latest entry.
create table agreement_group (
    program_id uuid not null references program,
    slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text not null check (length(name) between 1 and 200),
    created_at timestamptz not null,
    primary key (program_id, slug)
);
comment on table agreement_group is 'append-only: a group stays what it was called';
create trigger agreement_group_no_change before update or delete on agreement_group
    for each row execute function refuse_change();
create trigger agreement_group_no_truncate before truncate on agreement_group execute function refuse_change();

create table agreement_member (
    seq bigint generated always as identity unique,
    program_id uuid not null,
    affiliate_id uuid not null references affiliate,
    group_slug text not null,
    joins boolean not null,
    effective_from timestamptz not null,
    proposed_by text,
    approved_by text,
    created_at timestamptz not null,
    primary key (program_id, affiliate_id, effective_from),
    foreign key (program_id, group_slug) references agreement_group,
    constraint agreement_member_two_people check (
        (proposed_by is null) = (approved_by is null) and (proposed_by is null or proposed_by <> approved_by))
);
comment on table agreement_member is 'append-only: an affiliate is in this group, or in none, until the next entry';
comment on column agreement_member.joins is 'false where the affiliate leaves the group and is in none';
create index agreement_member_news on agreement_member (program_id, seq);
create index agreement_member_group on agreement_member (program_id, group_slug, effective_from, affiliate_id);
create trigger agreement_member_no_change before update or delete on agreement_member
    for each row execute function refuse_change();
create trigger agreement_member_no_truncate before truncate on agreement_member execute function refuse_change();

-- Whose terms somebody gets takes two people as well.
create table agreement_member_proposal (
    program_id uuid not null,
    affiliate_id uuid not null references affiliate,
    group_slug text not null,
    joins boolean not null,
    effective_from timestamptz not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    primary key (program_id, affiliate_id),
    foreign key (program_id, group_slug) references agreement_group
);
comment on column agreement_member_proposal.proposed_at is 'by the clock of the system';
