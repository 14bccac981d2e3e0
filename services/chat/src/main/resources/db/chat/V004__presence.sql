-- What people have chosen to be seen as, what they say of themselves, and when they were last connected. Which devices are
-- connected is not kept here: that is gone with the processes that know it.
--
-- last_seen_time is what others are shown, and stands still while somebody appears offline. last_active_time is for counting
-- alone.
create table chat.presence (
  user_id          uuid primary key,
  choice           text not null default 'AUTOMATIC'
                   check (choice in ('AUTOMATIC', 'APPEAR_AWAY', 'NOT_TO_BE_DISTURBED', 'APPEAR_OFFLINE')),
  choice_until     timestamptz,
  status_emoji     text not null default '',
  status_text      text not null default '',
  status_until     timestamptz,
  last_seen_time   timestamptz,
  last_active_time timestamptz
) with (fillfactor = 70);

create index presence_expiring on chat.presence (least(choice_until, status_until))
  where choice_until is not null or status_until is not null;

alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check
  check (kind in ('ROOM_JOINED', 'ROOM_LEFT', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED'));
