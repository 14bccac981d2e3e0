-- What people have begun to write in a room.
create table chat.drafts (
  user_id     uuid not null,
  room_id     uuid not null references chat.rooms,
  text        text not null,
  update_time timestamptz not null,
  primary key (user_id, room_id)
);

create index drafts_by_room on chat.drafts (room_id);

alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED', 'SECTIONS_CHANGED', 'DRAFT_CHANGED'));
