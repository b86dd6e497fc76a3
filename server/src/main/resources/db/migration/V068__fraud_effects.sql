-- Programmes that are there look at what their rules say before it holds or blocks anything; those made later begin with its effects.
alter table fraud_configuration
    add column effects text not null default 'full' check (effects in ('full', 'flag_only'));
comment on column fraud_configuration.effects is 'whether verdicts restrict whom they are about, or are only shown';
insert into fraud_configuration (program_id, version, parameters, effects, set_at, set_by)
select p.id, 1 + coalesce(max(c.version), 0), '{}', 'flag_only', now(), 'upgrade'
from program p left join fraud_configuration c on c.program_id = p.id group by p.id;
alter table fraud_configuration alter column effects drop default;
