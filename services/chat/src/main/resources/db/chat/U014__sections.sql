-- The extension stays: others may have found it useful.
drop index chat.people_by_part_of_name;
drop index chat.people_by_name;
drop index chat.members_with_role;
-- The own logs stay dense: what the release before does not know becomes something that is so anyway.
update chat.user_log set kind = 'PREFERENCES_CHANGED' where kind = 'SECTIONS_CHANGED';
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED'));
drop table chat.sections;
drop table chat.section_lists;
