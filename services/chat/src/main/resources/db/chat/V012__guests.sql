-- Guests know only their rooms and the people in them, and have the role GUEST in each.
alter table chat.people add column guest boolean not null default false;

alter table chat.members drop constraint members_role_check;
alter table chat.members add constraint members_role_check check (role in ('GUEST', 'MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'));
alter table chat.deleted_members drop constraint members_role_check;
alter table chat.deleted_members add constraint members_role_check check (role in ('GUEST', 'MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'));

-- Who registers by such an invitation becomes a guest.
alter table chat.invitations add column guest boolean not null default false;
