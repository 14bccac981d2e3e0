-- Guests know only their rooms and the people in them, and have the role GUEST in each.
alter table chat.people add column guest boolean not null default false;

alter table chat.members drop constraint members_role_check;
alter table chat.members add constraint members_role_check check (role in ('GUEST', 'MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'));

-- How many guests are in a room is told with it.
create index members_who_are_guests on chat.members (room_id) where role = 'GUEST';

-- Who registers by such an invitation becomes a guest.
alter table chat.invitations add column guest boolean not null default false;
