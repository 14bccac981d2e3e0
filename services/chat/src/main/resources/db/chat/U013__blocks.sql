-- The own logs stay dense: what the release before does not know becomes something that is so anyway.
update chat.user_log set kind = 'PREFERENCES_CHANGED' where kind = 'BLOCKS_CHANGED';
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED'));
alter table chat.user_log drop column person_id;
alter table chat.mentions drop column sender_id;
alter table chat.rooms drop column blocked_by;
drop table chat.blocks;
