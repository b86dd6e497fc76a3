-- What each programme has set of the parameters of its rules about fraud; the newest row counts.
create table fraud_configuration (
    program_id uuid not null references program,
    version bigint not null check (version > 0),
    parameters json not null,
    set_at timestamptz not null,
    set_by text not null,
    primary key (program_id, version)
);
comment on table fraud_configuration is 'append-only: from then on verdicts are made by these parameters; what is not named is at its standard';
create trigger fraud_configuration_no_change before update or delete on fraud_configuration
    for each row execute function refuse_change();
create trigger fraud_configuration_no_truncate before truncate on fraud_configuration execute function refuse_change();
