-- Which picture somebody shows, from auth's events; empty where they show none.
alter table chat.people add column avatar_version text not null default '';
