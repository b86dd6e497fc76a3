-- What has waited for 30 days is given up, and is applied nevertheless if what it waits for comes: it stays parked.
alter table event add column given_up_at timestamptz;
alter table event add column reason text;
alter table event add constraint event_given_up check (given_up_at is null or parked_at is not null);
comment on column event.parked_at is 'the present of the programme when it was parked';
comment on column event.given_up_at is 'the present of the programme when it had waited for 30 days; what comes later is applied all the same';
comment on column event.reason is 'the word for why it is what it is: what decided, or why nobody is owed';

-- What was given up before became not_attributed, and could never be applied.
alter table event disable trigger event_only_settles;
update event set result = 'parked', given_up_at = parked_at + interval '30 days'
where result = 'not_attributed' and waits_for is not null and applied_at is null;
alter table event enable trigger event_only_settles;

create index event_awaited on event (program_id, parked_at) where result = 'parked' and given_up_at is null;
create index event_given_up on event (program_id) where result = 'parked' and given_up_at is not null;

-- Events as people look for them, the newest first.
create index event_received on event (program_id, received_at);
create index event_received_type on event (program_id, type, received_at);
create index event_received_customer on event (program_id, customer, received_at) where customer is not null;
create index event_received_result on event (program_id, result, received_at) where result <> 'recorded';
create index event_quarantined_received on event_quarantined (program_id, received_at);

-- What was given up in a programme and whose owners have not been told by mail.
create table waiting_given_up (
    program_id uuid primary key references program,
    untold bigint not null default 0 check (untold >= 0),
    told_at timestamptz
);
comment on column waiting_given_up.untold is 'how many things since the last mail';
comment on column waiting_given_up.told_at is 'when the last mail was written, by the clock of the system';
create index waiting_given_up_untold on waiting_given_up (program_id) where untold > 0;

-- What an event earned.
create index commission_line_event on commission_line (program_id, event_id);
create index stripe_billing_waiting_listed on stripe_billing_waiting (program_id, since);
