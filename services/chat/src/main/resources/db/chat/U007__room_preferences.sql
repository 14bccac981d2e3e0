-- The own logs stay dense: what the release before does not know becomes something that is so anyway.
update chat.user_log set kind = 'PREFERENCES_CHANGED', room_id = null where kind = 'ROOM_PREFERENCES_CHANGED';
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check
  check (kind in ('ROOM_JOINED', 'ROOM_LEFT', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED'));
alter table chat.members drop column favourite, drop column muted, drop column notifications;
