-- Who asked for a programme to need one person only: a second one has to ask for the same.
create table program_two_person_release (
    program_id uuid primary key references program,
    asked_by text not null,
    asked_at timestamptz not null
);
comment on column program_two_person_release.asked_at is 'by the clock of the system';
