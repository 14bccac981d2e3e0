-- Rooms that can still be brought back, until purge_time. Meanwhile the room itself is a private one without members, which for everything
-- that asks who is in a room, or who may find it, is no room at all. visibility is the one that it had. Once purge_begun, parts of it are
-- gone already and nothing brings it back.
create table chat.deleted_rooms (
  room_id     uuid primary key references chat.rooms,
  deleter_id  uuid not null references chat.people,
  visibility  text not null check (visibility in ('PUBLIC', 'PRIVATE')),
  delete_time timestamptz not null,
  purge_time  timestamptz not null,
  purge_begun boolean not null default false
);

create index deleted_rooms_due on chat.deleted_rooms (purge_time);

-- The memberships of those rooms, as they were. Whatever column chat.members is given, this table is given too.
create table chat.deleted_members (
  like chat.members including defaults including constraints,
  primary key (room_id, user_id),
  foreign key (room_id) references chat.rooms,
  foreign key (user_id) references chat.people
);

create index deleted_members_by_user on chat.deleted_members (user_id, room_id);

alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED'));

-- Those with the most members first. lower(name) has an index already; activity has none, as each message would have to write to it.
create index rooms_public_by_members on chat.rooms (member_count desc, id desc) where visibility = 'PUBLIC';
