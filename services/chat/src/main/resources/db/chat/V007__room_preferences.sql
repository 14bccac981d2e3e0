-- How a room is arranged for the member alone.
alter table chat.members
  add column favourite boolean not null default false,
  add column muted boolean not null default false,
  add column notifications text not null default 'ALL' check (notifications in ('ALL', 'MENTIONS', 'NOTHING'));

alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED', 'ROOM_PREFERENCES_CHANGED'));
