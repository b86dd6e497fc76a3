-- Of two because of whom something is said, each is found. Their text was 'customer:a+customer:b', which ids can imitate.
alter table fraud_signal add column one text, add column another text;
update fraud_signal set one = halves[1], another = halves[2],
    other = 'both:' || char_length(halves[1]) || ':' || halves[1] || halves[2]
from (select ctid as place, regexp_match(other, '^((?:customer|affiliate):.+?)\+((?:customer|affiliate):.+)$') as halves
    from fraud_signal where rule = 'WT-6') as read
where fraud_signal.ctid = read.place and halves is not null;
alter table fraud_signal
    add constraint fraud_signal_both check ((other like 'both:%') = (one is not null) and num_nulls(one, another) in (0, 2)),
    add constraint fraud_signal_because check (other = '' or other ~ '^(customer|affiliate|both):.');
comment on column fraud_signal.other is
    'because of whom: another account; two of them as both:, how many characters the first has, a colon and the two; or empty';
comment on column fraud_signal.one is 'the first of two because of whom it is said; another is the second';
create index fraud_signal_one on fraud_signal (program_id, one) where one is not null;
create index fraud_signal_another on fraud_signal (program_id, another) where another is not null;

-- What is reminded of is what holds somebody and waits, from when it did so for the first time.
alter table fraud_case_subject add column holds boolean not null default false;
comment on column fraud_case_subject.holds is 'whether what counts of them holds or blocks somebody, where verdicts do so at all';
update fraud_case_subject set holds = case kind
    when 'account' then account like 'customer:%' and action in ('hold', 'block')
    else action in ('hold', 'block') and rules && array['PD-1', 'CB-1'] end;
alter table fraud_case_subject alter column holds drop default;
drop index fraud_case_late;
alter table fraud_case alter column waits_since drop not null;
alter table fraud_case rename column waits_since to holds_since;
comment on column fraud_case.holds_since is
    'since when somebody waits in it whom it holds; null while nobody does; by the clock of the server, as when it was reminded of and escalated';
update fraud_case c set holds_since = null
where not exists (select from fraud_case_subject s where s.case_id = c.id and s.waits and s.holds)
    or 'flag_only' = (select f.effects from fraud_configuration f where f.program_id = c.program_id
        order by f.version desc limit 1);
create index fraud_case_late on fraud_case (holds_since) where holds_since is not null and escalated_at is null;
