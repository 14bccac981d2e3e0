-- Links by which people enter rooms. Of a link's secret, only the SHA-256 is kept. use_limit 0 is without limit. They go when they
-- are revoked, and with the membership of who made them.
create table chat.invitations (
  id              uuid primary key,
  room_id         uuid not null references chat.rooms,
  creator_id      uuid not null references chat.people,
  token_hash      bytea not null unique,
  email           text,
  approval_needed boolean not null,
  use_limit       integer not null check (use_limit >= 0),
  use_count       integer not null default 0,
  create_time     timestamptz not null,
  expire_time     timestamptz,
  check (use_limit = 0 or use_count <= use_limit)
);

create index invitations_by_room on chat.invitations (room_id, create_time);

-- Who has asked to join a room, by which invitation. While decline_time is not set, they wait. Gone once they are members.
create table chat.join_requests (
  room_id       uuid not null references chat.rooms,
  user_id       uuid not null references chat.people,
  invitation_id uuid not null,
  note          text not null,
  create_time   timestamptz not null,
  decline_time  timestamptz,
  primary key (room_id, user_id)
);

create index join_requests_waiting on chat.join_requests (room_id, create_time) where decline_time is null;

alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED',
           'ROLE_CHANGED', 'ROOM_CHANGED', 'MEMBER_MUTED', 'JOIN_REQUESTS_CHANGED'));

-- What comes with a page of messages; without it, reading one would pass over every reaction that fell between them.
create index room_log_changes on chat.room_log (room_id, seq)
  where kind in ('MEMBER_JOINED', 'MEMBER_LEFT', 'MEMBER_MUTED', 'ROLE_CHANGED', 'ROOM_CHANGED');
