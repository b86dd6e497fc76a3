-- Whether two people are needed is a fact of the payout: what the programme says later changes nothing about it.
alter table payout add column two_person boolean not null default false;
comment on column payout.two_person is 'as the programme had it when the payout came to be';

update payout p set two_person = true
from program g where g.id = p.program_id and g.two_person_payouts and p.state = 'requested';

alter table payout add constraint payout_two_people check (
    not two_person or state not in ('approved', 'reserved', 'sending', 'unknown')
        or (approved_by is not null and approved_by <> requested_by));
