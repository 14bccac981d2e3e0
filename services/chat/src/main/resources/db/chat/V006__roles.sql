-- permissions holds what differs from the table of roles, as PERMISSION=ROLE. While archive_time is set, nothing can be said or
-- changed in the room.
alter table chat.rooms
  add column description text not null default '',
  add column archive_time timestamptz,
  add column permissions text[] not null default '{}';

alter table chat.members drop constraint members_role_check;
alter table chat.members add constraint members_role_check check (role in ('MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'));

-- user_id is whom a change of membership is about, other_id who made it where that is somebody else; in ROLE_CHANGED always.
-- changed lists what of the room has changed; new_name, former_name and new_topic say what it was then.
alter table chat.room_log
  add column other_id uuid,
  add column role text,
  add column changed text[],
  add column new_name text,
  add column former_name text,
  add column new_topic text;
alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED',
           'ROLE_CHANGED', 'ROOM_CHANGED'));
