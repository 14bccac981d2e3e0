-- Which messages are pinned, since when and by whom.
alter table chat.messages add column pin_time timestamptz, add column pinner_id uuid;
create index messages_pinned on chat.messages (room_id) where pin_time is not null;

alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED',
           'ROLE_CHANGED', 'ROOM_CHANGED', 'MEMBER_MUTED', 'JOIN_REQUESTS_CHANGED', 'MESSAGE_PINNED',
           'MESSAGE_UNPINNED'));

-- What comes with a page of messages tells of pins, too.
drop index chat.room_log_changes;
create index room_log_changes on chat.room_log (room_id, seq)
  where kind in ('MEMBER_JOINED', 'MEMBER_LEFT', 'MEMBER_MUTED', 'ROLE_CHANGED', 'ROOM_CHANGED', 'MESSAGE_PINNED');
