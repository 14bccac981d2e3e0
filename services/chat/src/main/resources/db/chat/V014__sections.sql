-- How many times a person's sections have changed; whoever changes them holds this row's lock. No row means the built-in sections
-- alone, as they are at first.
create table chat.section_lists (
  user_id uuid primary key,
  version bigint not null
);

-- A person's sections from the top by place. room_ids: of an own section the rooms in it, of another those put in order; rooms that
-- the person has left since mean nothing.
create table chat.sections (
  user_id     uuid not null references chat.section_lists,
  id          text not null,
  kind        text not null check (kind in ('OWN', 'FAVOURITES', 'CHANNELS', 'CONVERSATIONS')),
  name        text not null,
  place       integer not null,
  collapsed   boolean not null,
  sort        text not null check (sort in ('NAME', 'ACTIVITY', 'MANUAL')),
  unread_only boolean not null,
  room_ids    uuid[] not null,
  primary key (user_id, id)
);

alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED', 'SECTIONS_CHANGED'));

-- Pages of members: the few with a role (guests among them, who are counted), the others by name, and those whose names contain something.
create index members_with_role on chat.members (room_id, role) where role <> 'MEMBER';
create index people_by_name on chat.people (lower(display_name), user_id);
create extension if not exists pg_trgm;
create index people_by_part_of_name on chat.people using gin (lower(username || E'\n' || display_name) gin_trgm_ops);
