-- A log may lose its beginning, never its middle: what the release before does not know goes with all before it.
delete from chat.room_log l
 using (select room_id, max(seq) as seq from chat.room_log where kind in ('ROLE_CHANGED', 'ROOM_CHANGED') group by room_id) known
 where l.room_id = known.room_id and l.seq <= known.seq;
alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED'));
alter table chat.room_log
  drop column other_id, drop column role, drop column changed, drop column new_name, drop column former_name, drop column new_topic;
-- Admins own the room, as nobody else may do there what they do; moderators are members.
update chat.members set role = case role when 'ADMIN' then 'OWNER' else 'MEMBER' end where role in ('ADMIN', 'MODERATOR');
alter table chat.members drop constraint members_role_check;
alter table chat.members add constraint members_role_check check (role in ('MEMBER', 'OWNER'));
alter table chat.rooms drop column description, drop column archive_time, drop column permissions;
