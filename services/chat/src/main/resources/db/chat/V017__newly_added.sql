-- Somebody else has made this person a member, who has not read the room since.
alter table chat.members add column newly_added boolean not null default false;
alter table chat.deleted_members add column newly_added boolean not null default false;
