-- Who may not become a member, until expire_time; null is for good. What has expired means nothing, and goes with the next ban.
create table chat.bans (
  room_id     uuid not null references chat.rooms,
  user_id     uuid not null references chat.people,
  by_id       uuid not null references chat.people,
  reason      text not null,
  create_time timestamptz not null,
  expire_time timestamptz,
  primary key (room_id, user_id)
);

-- Acts of those who keep order, kept when the room's log has forgotten them. detail says what exactly, by act.
create table chat.moderation_log (
  room_id     uuid not null references chat.rooms,
  id          uuid not null,
  actor_id    uuid not null references chat.people,
  act         text not null,
  subject_id  uuid references chat.people,
  detail      text not null,
  create_time timestamptz not null,
  primary key (room_id, id)
);

-- mute_end: until then the member reads and says nothing. said_time: when they last said something, for slow mode.
alter table chat.members add column mute_end timestamptz, add column said_time timestamptz;

-- What whoever left comes back to: leaving and joining again neither ends a mute nor lets one speak out of turn. Gone when they come back.
create table chat.former_members (
  room_id   uuid not null references chat.rooms,
  user_id   uuid not null references chat.people,
  mute_end  timestamptz,
  said_time timestamptz,
  primary key (room_id, user_id)
);

-- How long one waits between two messages; 0 is not at all.
alter table chat.rooms add column slow_mode_seconds integer not null default 0;

-- banned: whether a membership ended with a ban. mute_end: until when a member is muted; null in MEMBER_MUTED is no longer.
alter table chat.room_log add column banned boolean, add column mute_end timestamptz;
alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED',
           'ROLE_CHANGED', 'ROOM_CHANGED', 'MEMBER_MUTED'));
