-- How urgent a message is, null is as any other; whether its readers are asked to acknowledge it; and of which pages it shows previews, in the
-- order of its links: null until they were looked for, empty where there are none or they were taken off.
alter table chat.messages
  add column priority text check (priority in ('IMPORTANT', 'URGENT')),
  add column ack_requested boolean,
  add column preview_ids uuid[];
create index messages_by_preview on chat.messages using gin (preview_ids) where preview_ids is not null;

-- Who has acknowledged a message. seq is the position at which they did.
create table chat.acknowledgements (
  message_id  uuid not null,
  user_id     uuid not null,
  seq         bigint not null,
  create_time timestamptz not null,
  primary key (message_id, user_id)
);

-- What a page said of itself when it was fetched, or that it said nothing. A row never changes: a page that is fetched again is another row.
create table chat.link_previews (
  id              uuid primary key,
  url             text not null,
  fetch_time      timestamptz not null,
  found           boolean not null,
  title           text not null,
  description     text not null,
  site_name       text not null,
  picture         bytea,
  picture_format  text,
  picture_version text not null
);
create index link_previews_by_url on chat.link_previews (md5(url), fetch_time desc);
create index link_previews_by_age on chat.link_previews (fetch_time);

-- Pages to fetch: apart from chat.jobs, so that slow pages keep nobody's reminder waiting.
create table chat.link_jobs (like chat.jobs including all);

-- Whether somebody is shown previews.
alter table chat.preferences add column link_previews boolean not null default true;

alter table chat.room_log drop constraint room_log_kind_check;
alter table chat.room_log add constraint room_log_kind_check check (
  kind in ('MESSAGE_CREATED', 'MEMBER_JOINED', 'MEMBER_LEFT', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'REACTION_ADDED', 'REACTION_REMOVED',
           'ROLE_CHANGED', 'ROOM_CHANGED', 'MEMBER_MUTED', 'JOIN_REQUESTS_CHANGED', 'MESSAGE_PINNED', 'MESSAGE_UNPINNED', 'POLL_CHANGED',
           'MESSAGE_UPDATED'));
