-- Whom people do not want to hear from. Nobody but the blocker is told.
create table chat.blocks (
  blocker_id  uuid not null references chat.people,
  blocked_id  uuid not null references chat.people,
  create_time timestamptz not null,
  primary key (blocker_id, blocked_id),
  check (blocker_id <> blocked_id)
);

-- Who of the two people of a direct conversation has blocked the other, in the row that whoever writes there locks anyway. Changes with
-- chat.blocks; empty for all other rooms.
alter table chat.rooms add column blocked_by uuid[] not null default '{}';

-- Whose message it is that mentions somebody: what people say whom one has blocked does not count. Null in rows that the release before
-- has written, which count.
alter table chat.mentions add column sender_id uuid;

update chat.mentions x set sender_id = m.sender_id
  from chat.messages m where m.room_id = x.room_id and m.ordinal = x.ordinal;

-- person_id: who was blocked or unblocked.
alter table chat.user_log add column person_id uuid;
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED'));
