-- A programme: whose referrals are tracked, under which terms, by which clock.
create table program (
    id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    mode text not null check (mode in ('live', 'test')),
    landing_url text not null,
    allowed_landing_hosts text[] not null check (cardinality(allowed_landing_hosts) > 0),
    currency char(3) not null,
    hold_days int not null check (hold_days between 0 and 3650),
    payout_minimums jsonb not null default '{}',
    payout_schedule text not null check (payout_schedule in ('daily', 'manual')),
    payout_provider text not null check (payout_provider in ('stripe', 'simulated')),
    two_person_payouts boolean not null default false,
    attribution_model text not null check (attribution_model in ('last_click', 'first_click')),
    attribution_window_days int not null check (attribution_window_days between 0 and 3650),
    match_device boolean not null default true,
    consent text not null check (consent in ('required', 'not_applicable')),
    test_now timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    constraint program_clock check ((mode = 'test') = (test_now is not null)),
    constraint program_live_money_is_real check (mode = 'test' or payout_provider = 'stripe')
);
comment on column program.test_now is 'The present of a test programme; it only moves forward. Live programmes use the system clock.';

-- The terms in force from a date on; never changed, only followed by others.
create table rule_set (
    id bigint generated always as identity primary key,
    program_id uuid not null references program,
    version text not null check (length(version) between 1 and 100),
    effective_from timestamptz not null,
    first_rate_bp int not null check (first_rate_bp between 0 and 10000),
    recurring_rate_bp int not null check (recurring_rate_bp between 0 and 10000),
    bonus_rate_bp int not null check (bonus_rate_bp between 0 and 10000),
    bonus_from_month int not null check (bonus_from_month between 1 and 1200),
    hold_days int not null check (hold_days between 0 and 3650),
    gap_grace_days int not null check (gap_grace_days between 0 and 3650),
    attribution_window_days int not null check (attribution_window_days between 0 and 3650),
    created_at timestamptz not null,
    unique (program_id, version),
    unique (program_id, effective_from)
);
comment on table rule_set is 'append-only: terms are followed by others, never edited';

-- Facts are never edited: shared by every append-only table.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % refused: this table is append-only', tg_op, tg_table_name using errcode = 'HS001';
end $$;

create trigger rule_set_no_change before update or delete on rule_set for each row execute function refuse_change();
create trigger rule_set_no_truncate before truncate on rule_set execute function refuse_change();

-- A clock never runs backwards.
create function program_clock_forward() returns trigger language plpgsql as $$
begin
    if new.test_now < old.test_now then
        raise exception 'the clock of programme % cannot go back from % to %', old.id, old.test_now, new.test_now
            using errcode = 'HS002';
    end if;
    return new;
end $$;

create trigger program_clock_forward before update of test_now on program
    for each row execute function program_clock_forward();
