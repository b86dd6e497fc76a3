-- More reasons for which a click does not count. What stands in the table keeps to the old ones, and is not read again.
alter table click drop constraint click_filtered_check;
alter table click add constraint click_filtered_check
    check (filtered in ('bot', 'prefetch', 'method', 'not_navigated', 'over_limit', 'dead_link')) not valid;
-- A dead link may be nobody's: what it is called was mistyped, or belongs to no affiliate of the programme.
alter table click alter column affiliate_id drop not null;
alter table click add constraint click_affiliate_check
    check (affiliate_id is not null or filtered = 'dead_link') not valid;
