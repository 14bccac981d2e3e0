-- Names of people, kept from auth's events; auth owns them.
create table chat.people (
  user_id      uuid primary key,
  username     text not null,
  display_name text not null,
  version      bigint not null
);

-- head_seq is the position of the newest row of room_log. Whoever changes a room holds this row's lock, so positions
-- are dense and their order is the order of commits.
create table chat.rooms (
  id           uuid primary key,
  kind         text not null check (kind in ('CHANNEL')),
  visibility   text not null check (visibility in ('PUBLIC', 'PRIVATE')),
  name         text not null,
  topic        text not null,
  member_count integer not null default 0,
  head_seq     bigint not null default 0,
  create_time  timestamptz not null
);

create unique index rooms_public_name on chat.rooms (lower(name)) where visibility = 'PUBLIC';

create table chat.members (
  room_id    uuid not null references chat.rooms,
  user_id    uuid not null references chat.people,
  role       text not null check (role in ('MEMBER', 'OWNER')),
  joined_seq bigint not null,
  join_time  timestamptz not null,
  primary key (room_id, user_id)
);

create index members_by_user on chat.members (user_id, room_id);

create table chat.messages (
  id          uuid primary key,
  room_id     uuid not null,
  seq         bigint not null,
  sender_id   uuid not null,
  client_id   uuid not null,
  text        text not null,
  create_time timestamptz not null
);

create unique index messages_by_room on chat.messages (room_id, seq);

-- Every change in a room. Rows refer to messages and people; what they say now is read with them. transaction_id lets
-- consumers of domain events read rows in commit order.
create table chat.room_log (
  room_id        uuid not null,
  seq            bigint not null,
  kind           text not null check (kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT')),
  user_id        uuid not null,
  create_time    timestamptz not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (room_id, seq)
);

create index room_log_commit_order on chat.room_log (transaction_id, room_id, seq);

-- What was sent under which key, so that a repeated send gets its first answer. Rows outlive their messages.
create table chat.send_keys (
  sender_id   uuid not null,
  client_id   uuid not null,
  room_id     uuid not null,
  seq         bigint not null,
  message_id  uuid not null,
  text_hash   bytea not null,
  create_time timestamptz not null,
  primary key (sender_id, client_id)
);

-- A person's own log, with its head kept as in rooms.
create table chat.user_heads (
  user_id  uuid primary key,
  head_seq bigint not null
);

create table chat.user_log (
  user_id     uuid not null,
  seq         bigint not null,
  kind        text not null check (kind in ('ROOM_JOINED', 'ROOM_LEFT')),
  room_id     uuid not null,
  create_time timestamptz not null,
  primary key (user_id, seq)
);

-- How far each stream of domain events has been taken in.
create table chat.consumer_positions (
  stream         text primary key,
  transaction_id bigint not null,
  place          text not null
);
