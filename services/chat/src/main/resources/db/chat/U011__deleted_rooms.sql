drop index chat.rooms_public_by_members;

-- The release before knows no deleted rooms: they come back, as private ones, since their names may have been given to others.
insert into chat.members select * from chat.deleted_members;
update chat.rooms r set member_count = (select count(*) from chat.members m where m.room_id = r.id)
 where id in (select room_id from chat.deleted_rooms);
drop table chat.deleted_members;
drop table chat.deleted_rooms;

update chat.user_log set kind = 'ROOM_LEFT' where kind = 'ROOM_DELETED';
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED', 'ROOM_PREFERENCES_CHANGED'));
-- A log may lose its beginning, never its middle: what the release before does not know goes with all before it.
delete from chat.room_log l
 using (select room_id, max(seq) as seq from chat.room_log where changed && array['DELETED', 'UNDELETED'] group by room_id) known
 where l.room_id = known.room_id and l.seq <= known.seq;
delete from chat.moderation_log where act in ('ROOM_DELETED', 'ROOM_UNDELETED');
