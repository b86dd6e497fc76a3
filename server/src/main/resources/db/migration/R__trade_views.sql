-- Views on trades, as they are now: change them here and write no migration. It runs after all numbered ones, whenever its text has
-- changed, and may run again.

-- When customers have traded enough is kept as trades end, from the few that decide; here it is made of all of them.
create or replace view trade_violation as
    with ended as (
        select t.customer_id, t.ref, t.opened_at, coalesce(t.closed_at, p.closed_at) as closed_at
        from trade t left join lateral (
            select sum(volume) as volume, max(closed_at) as closed_at from trade_part
            where program_id = t.program_id and trade_ref = t.ref) p on true
        where t.closed_event_id is not null or p.volume >= t.volume),
    counting as (
        select e.*, row_number() over (partition by e.customer_id order by e.closed_at, e.ref) as number,
            row_number() over (partition by e.customer_id, (e.closed_at at time zone 'UTC')::date
                order by e.closed_at, e.ref) as of_day
        from ended e where e.closed_at - e.opened_at >= interval '120 seconds'),
    dayed as (
        select c.*, count(*) filter (where of_day = 1) over (partition by customer_id order by closed_at, ref) as days
        from counting c),
    passed as (
        select customer_id, min(closed_at) as at from dayed where number >= 3 and days >= 3 group by customer_id)
    select 'customer has traded enough since another time than their trades say' as what, c.id::text as id
        from customer c left join passed p on p.customer_id = c.id
        where c.qualified_at is distinct from p.at;
