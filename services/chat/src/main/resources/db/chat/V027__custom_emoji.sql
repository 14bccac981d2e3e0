-- Emoji of the installation, by name.
create table chat.custom_emoji (
  name        text primary key,
  id          uuid not null unique,
  creator_id  uuid not null,
  create_time timestamptz not null,
  version     text not null,
  format      text not null,
  bytes       bytea not null
);
