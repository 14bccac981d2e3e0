-- The own logs stay dense: what the release before does not know becomes something that is so anyway.
update chat.user_log l
   set room_id = coalesce(l.room_id, '00000000-0000-0000-0000-000000000000'),
       kind = case when exists (select from chat.members m where m.room_id = l.room_id and m.user_id = l.user_id)
                   then 'ROOM_JOINED' else 'ROOM_LEFT' end
 where l.kind in ('READ_MOVED', 'PREFERENCES_CHANGED');
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (kind in ('ROOM_JOINED', 'ROOM_LEFT'));
alter table chat.user_log alter column room_id set not null;
drop table chat.preferences;
drop index chat.people_by_username;
drop table chat.mentions;
alter table chat.members reset (fillfactor);
alter table chat.rooms reset (fillfactor);
alter table chat.members drop column read_seq, drop column read_ordinal, drop column seen_seq, drop column delivered_seq;
alter table chat.messages drop column ordinal, drop column mentions;
alter table chat.rooms drop column head_ordinal;
