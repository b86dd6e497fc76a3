-- Figures ask twice a minute how many events were given up; few are, and without an index all that is kept was read for it.
create index stripe_event_given_up on stripe_event (id) where state = 'given_up';
