-- The compatible scheme is for devices that know nothing else: a new one has to ask for it. Devices that are here keep theirs.
alter table device alter column legacy_signatures set default false;
