-- What is asked in a message, and what one may answer. Closed once close_time has come; null stays open.
create table chat.polls (
  message_id uuid primary key,
  room_id    uuid not null,
  options    text[] not null,
  multiple   boolean not null,
  anonymous  boolean not null,
  close_time timestamptz
);
create index polls_by_room on chat.polls (room_id);

-- Who has answered what, the first option is 0. seq is the position at which they did.
create table chat.poll_votes (
  message_id uuid not null references chat.polls on delete cascade,
  user_id    uuid not null,
  option     smallint not null,
  seq        bigint not null,
  primary key (message_id, user_id, option)
);

alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED',
           'ROLE_CHANGED', 'ROOM_CHANGED', 'MEMBER_MUTED', 'JOIN_REQUESTS_CHANGED', 'MESSAGE_PINNED', 'MESSAGE_UNPINNED', 'POLL_CHANGED'));
