-- What people say of themselves, beside their name. time_zone is an id of the IANA database; empty where it is not told.
alter table auth.users
  add column bio text not null default '',
  add column pronouns text not null default '',
  add column time_zone text not null default '';
