-- What people say of themselves, beside their name. time_zone is an id of the IANA database; empty where it is not told.
alter table auth.users
  add column bio text not null default '',
  add column pronouns text not null default '',
  add column time_zone text not null default '';

-- Pictures of people. avatar_version names the picture that somebody shows, by its hash; empty where they show none.
alter table auth.users add column avatar_version text not null default '';

create table auth.avatars (
  user_id uuid primary key references auth.users,
  format  text not null check (format in ('PNG', 'JPEG', 'WEBP')),
  bytes   bytea not null
);

-- Packed already: trying again would only take time.
alter table auth.avatars alter column bytes set storage external;
