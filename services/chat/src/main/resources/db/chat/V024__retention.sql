-- lifetime_seconds: what is said disappears after so long; 0 is never. retention_days: after so many days everything goes; 0 is never. Up to retained_seq,
-- all that is older is gone already.
alter table chat.rooms
  add column lifetime_seconds integer not null default 0,
  add column retention_days integer not null default 0,
  add column retained_seq bigint not null default 0;

-- When a message disappears; of a tombstone, when it did: such a tombstone is shown to nobody.
alter table chat.messages add column expire_time timestamptz;
create index messages_expiring on chat.messages (room_id, expire_time) where expire_time is not null and delete_time is null;
