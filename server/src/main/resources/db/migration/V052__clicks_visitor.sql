-- The clicks of one browser belong together, as long as it keeps the cookie with this random id.
alter table click add column visitor uuid;
alter table click add constraint click_visitor_check check (visitor is null or filtered is null) not valid;
comment on column click.visitor is 'random, from a cookie that the visitor allowed; null for whoever has none, and for what does not count';
create index click_visitor on click (visitor, occurred_at) where visitor is not null;
