drop table auth.avatars;
alter table auth.users drop column bio, drop column pronouns, drop column time_zone, drop column avatar_version;
