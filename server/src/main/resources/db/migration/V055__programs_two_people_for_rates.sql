-- Where a programme asks for two people, a rule set waits here until a second one approves it; who they were stays with it.
create table rule_set_proposal (
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
    proposed_by text not null,
    proposed_at timestamptz not null,
    primary key (program_id, version),
    unique (program_id, effective_from)
);
comment on column rule_set_proposal.proposed_at is 'by the clock of the system';

-- Nobody earns more than all that was sold. Rule sets of before stay as they are.
alter table rule_set
    add column proposed_by text,
    add column approved_by text,
    add constraint rule_set_two_people check (
        (proposed_by is null) = (approved_by is null) and (proposed_by is null or proposed_by <> approved_by)),
    add constraint rule_set_sums check (
        first_rate_bp + bonus_rate_bp <= 10000 and recurring_rate_bp + bonus_rate_bp <= 10000) not valid;
comment on column rule_set.approved_by is 'the second person; null where one was enough';
