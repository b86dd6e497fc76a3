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
