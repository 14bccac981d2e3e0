-- What became of a message after it was said. change_seq is the position of the newest event about it, null while there is none
-- but its own. What is deleted keeps its row, position and ordinal, with an empty text.
alter table chat.messages
  add column change_seq bigint,
  add column edit_time timestamptz,
  add column edit_count integer not null default 0,
  add column delete_time timestamptz;

-- What messages said before they were edited: edit 1 replaced the first text. Gone with their message.
create table chat.message_edits (
  message_id  uuid not null references chat.messages,
  number      integer not null,
  former_text text not null,
  edit_time   timestamptz not null,
  primary key (message_id, number)
);

-- seq is the position at which the person reacted, emoji_seq that at which the emoji came to the message: they give the order of
-- people and of emoji, and neither changes when somebody else takes a reaction back.
create table chat.reactions (
  message_id uuid not null references chat.messages,
  emoji      text collate "C" not null,
  user_id    uuid not null,
  seq        bigint not null,
  emoji_seq  bigint not null,
  primary key (message_id, emoji, user_id)
);

-- Ordinals of deleted messages, to be taken off what is unread.
create table chat.tombstones (
  room_id uuid not null,
  ordinal bigint not null,
  primary key (room_id, ordinal)
);

-- message_seq is the position of the message that an event changes. mentioned and unmentioned are the rows that it added to
-- chat.mentions and took from it, for clients that keep count.
alter table chat.room_log
  add column message_seq bigint,
  add column emoji text,
  add column mentioned uuid[],
  add column unmentioned uuid[];
alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED'));
