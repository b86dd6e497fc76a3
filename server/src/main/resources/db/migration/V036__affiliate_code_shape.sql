-- What the codes of a programme look like, so that nobody gets one that is taken for somebody else's. What stands here already
-- stays, look-alikes among them; the expression is what the server makes of these letters by UTS 39 (a test compares them).
create table affiliate_code_shape (
    program_id uuid not null references program,
    shape text not null,
    code text not null,
    primary key (program_id, shape)
);
comment on table affiliate_code_shape is 'codes of affiliates and slugs of links, archived ones too: they share their names';
insert into affiliate_code_shape (program_id, shape, code)
select program_id, translate(replace(code, 'm', 'rn'), 'i10', 'llo'), code from affiliate order by id
on conflict do nothing;
insert into affiliate_code_shape (program_id, shape, code)
select program_id, translate(replace(slug, 'm', 'rn'), 'i10', 'llo'), slug from affiliate_link order by id
on conflict do nothing;
