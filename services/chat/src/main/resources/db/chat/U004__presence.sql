-- The own logs stay dense: what the release before does not know becomes something that is so anyway.
update chat.user_log set kind = 'PREFERENCES_CHANGED' where kind = 'OWN_PRESENCE_CHANGED';
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check
  check (kind in ('ROOM_JOINED', 'ROOM_LEFT', 'READ_MOVED', 'PREFERENCES_CHANGED'));
drop table chat.presence;
