-- A reply stands in the thread of the message thread_id, which is at thread_seq, with an ordinal of its own there. Its ordinal among the room's
-- messages is null unless it stands there, too.
alter table chat.messages add column thread_id uuid, add column thread_seq bigint, add column thread_ordinal bigint;
create unique index messages_of_thread on chat.messages (thread_id, seq) where thread_id is not null;

-- Messages that have been replied to or are followed. Whoever changes a row holds the lock of the room's. people are the first five who replied;
-- change_seq is the position of the newest event that says something of the replies.
create table chat.threads (
  id           uuid primary key,
  room_id      uuid not null,
  head_ordinal bigint not null,
  reply_count  bigint not null,
  last_time    timestamptz not null,
  people       uuid[] not null,
  change_seq   bigint not null
) with (fillfactor = 70);
create index threads_by_room on chat.threads (room_id);

-- What threads are to people who follow them, or did: how far they have read, as members say of rooms.
create table chat.thread_followers (
  user_id      uuid not null,
  thread_id    uuid not null references chat.threads on delete cascade,
  room_id      uuid not null,
  following    boolean not null,
  read_seq     bigint not null,
  read_ordinal bigint not null,
  primary key (user_id, thread_id)
) with (fillfactor = 70);
create index thread_followers_by_thread on chat.thread_followers (thread_id);
create index thread_followers_by_room on chat.thread_followers (room_id);

-- The same for replies as mentions and tombstones are for what stands among the room's messages.
create table chat.thread_mentions (
  room_id   uuid not null,
  thread_id uuid not null,
  user_id   uuid not null,
  ordinal   bigint not null,
  sender_id uuid not null,
  primary key (room_id, thread_id, user_id, ordinal)
);
create table chat.thread_tombstones (
  room_id   uuid not null,
  thread_id uuid not null,
  ordinal   bigint not null,
  primary key (room_id, thread_id, ordinal)
);

-- What people have begun to write in a thread.
create table chat.thread_drafts (
  user_id     uuid not null,
  thread_id   uuid not null,
  room_id     uuid not null references chat.rooms,
  text        text not null,
  update_time timestamptz not null,
  primary key (user_id, thread_id)
);
create index thread_drafts_by_room on chat.thread_drafts (room_id);

alter table chat.user_log add column thread_id uuid;
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED', 'SECTIONS_CHANGED', 'DRAFT_CHANGED', 'THREAD_CHANGED'));
