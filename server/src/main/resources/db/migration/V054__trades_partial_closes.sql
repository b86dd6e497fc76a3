-- A trade may be closed in parts: these, and what is left by the close that the trade itself has.
create table trade_part (
    program_id uuid not null,
    event_id text not null,
    trade_ref text not null,
    closed_at timestamptz not null,
    volume numeric not null check (volume > 0),
    price numeric not null,
    pnl bigint not null,
    commission bigint,
    currency char(3) not null,
    primary key (program_id, event_id),
    foreign key (program_id, trade_ref) references trade (program_id, ref)
);
comment on table trade_part is 'append-only: a part of a trade that was closed';
create index trade_part_trade on trade_part (program_id, trade_ref);

create trigger trade_part_no_change before update or delete on trade_part for each row execute function refuse_change();
create trigger trade_part_no_truncate before truncate on trade_part execute function refuse_change();
