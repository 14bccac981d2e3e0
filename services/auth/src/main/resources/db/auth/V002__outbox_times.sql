-- When each event was written: a reader that begins asks for what happened since a moment.
alter table auth.outbox add column create_time timestamptz not null default now();

create index outbox_by_time on auth.outbox (create_time);
