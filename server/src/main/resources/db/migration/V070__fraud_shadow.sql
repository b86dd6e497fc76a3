-- Parameters that a programme tries beside those in force, and what they would have changed when that was last looked at.
create table fraud_shadow (
    program_id uuid primary key references program,
    version uuid not null,
    parameters json not null,
    set_at timestamptz not null,
    tried_at timestamptz,
    seq bigint,
    result json,
    failure text,
    failed_at timestamptz,
    constraint fraud_shadow_tried check (tried_at is not null or (result is null and failure is null)),
    constraint fraud_shadow_result check ((result is null) = (seq is null)),
    constraint fraud_shadow_failure check ((failure is null) = (failed_at is null))
);
comment on column fraud_shadow.version is 'another one whenever it is set: what was found by others is not kept with it';
comment on column fraud_shadow.tried_at is 'when somebody last set out to look; whoever moves it does so alone';
comment on column fraud_shadow.seq is 'the number of the last event that the result goes by';
comment on column fraud_shadow.failure is 'too_long, too_large, or the class of the failure: its words may hold personal data';
