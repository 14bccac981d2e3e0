-- Guests become members of the rooms they are in. What was for guests alone is good for nobody: it would make members.
delete from chat.invitations where guest;
alter table chat.invitations drop column guest;
update chat.members set role = 'MEMBER' where role = 'GUEST';
alter table chat.members drop constraint members_role_check;
alter table chat.members add constraint members_role_check check (role in ('MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'));
update chat.deleted_members set role = 'MEMBER' where role = 'GUEST';
alter table chat.deleted_members drop constraint members_role_check;
alter table chat.deleted_members add constraint members_role_check check (role in ('MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'));
alter table chat.people drop column guest;
