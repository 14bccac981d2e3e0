-- The number of the newest message among the room's messages: 1, 2, 3, given under the room's lock, never given twice.
alter table chat.rooms add column head_ordinal bigint not null default 0;

-- ordinal is null in rows that the release before has written; `parley doctor --repair` gives them theirs. mentions holds the
-- members that the text names, or the one id 00000000-0000-0000-0000-000000000000 for everybody; null is nobody.
alter table chat.messages add column ordinal bigint, add column mentions uuid[];

update chat.messages m set ordinal = n.ordinal
  from (select id, row_number() over (partition by room_id order by seq) as ordinal from chat.messages) n
 where n.id = m.id;

update chat.rooms r set head_ordinal = n.ordinal
  from (select room_id, max(ordinal) as ordinal from chat.messages group by room_id) n
 where n.room_id = r.id;

-- read_seq and read_ordinal: the last that the member has read. seen_seq: the furthest that they ever have, which is what
-- others are told. delivered_seq: the furthest that a device of theirs has received.
alter table chat.members
  add column read_seq bigint not null default 0,
  add column read_ordinal bigint not null default 0,
  add column seen_seq bigint not null default 0,
  add column delivered_seq bigint not null default 0;

-- So far every device kept this for itself: nothing begins as unread.
update chat.members m
   set read_seq = r.head_seq, read_ordinal = r.head_ordinal, seen_seq = r.head_seq, delivered_seq = r.head_seq
  from chat.rooms r where r.id = m.room_id;

-- Positions move with every message: room on the page lets them do so without touching the indexes.
alter table chat.members set (fillfactor = 70);
alter table chat.rooms set (fillfactor = 70);

-- messages.mentions, by whom is mentioned, so that what is unread can be counted.
create table chat.mentions (
  room_id uuid not null,
  user_id uuid not null,
  ordinal bigint not null,
  primary key (room_id, user_id, ordinal)
);

create index people_by_username on chat.people (username);

-- What a person prefers; who has no row prefers the defaults.
create table chat.preferences (
  user_id       uuid primary key,
  read_receipts boolean not null default true
);

alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check
  check (kind in ('ROOM_JOINED', 'ROOM_LEFT', 'READ_MOVED', 'PREFERENCES_CHANGED'));
alter table chat.user_log alter column room_id drop not null;
