-- How links tell a landing page who sent its visitor, and how far the visitor's cookies reach.
alter table program
    add column cookie_domain text check (cookie_domain ~ '^[a-z0-9.-]{3,253}$'),
    add column via_parameter text not null default 'via' check (via_parameter ~ '^[A-Za-z][A-Za-z0-9_-]{0,31}$'),
    add column click_id_parameter text not null default 'click_id'
        check (click_id_parameter ~ '^[A-Za-z][A-Za-z0-9_-]{0,31}$'),
    add constraint program_parameters check (via_parameter <> click_id_parameter);
comment on column program.cookie_domain is 'whose hosts all get the cookies of visitors; null for the host alone that sets them';
