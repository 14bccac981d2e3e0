-- Work that is due at a time, laid out as db-scheduler documents it. An instance is the id of what a job is about, and its time.
create table chat.jobs (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index jobs_due on chat.jobs (execution_time);
create index jobs_alive on chat.jobs (last_heartbeat);

-- Messages that people want to come back to, and what they want to be reminded of. due: they were reminded, and have not answered.
create table chat.saved_items (
  id          uuid primary key,
  user_id     uuid not null,
  room_id     uuid,
  message_id  uuid,
  note        text not null,
  create_time timestamptz not null,
  remind_time timestamptz,
  due         boolean not null,
  done_time   timestamptz,
  check ((room_id is null) = (message_id is null))
);
create unique index saved_items_messages on chat.saved_items (user_id, message_id) where message_id is not null;
create index saved_items_open on chat.saved_items (user_id, create_time, id) where done_time is null;
create index saved_items_done on chat.saved_items (user_id, done_time, id) where done_time is not null;
create index saved_items_by_room on chat.saved_items (room_id) where room_id is not null;

-- What people say later. send_time is null while it cannot be said and waits for its sender; sending: a job is saying it at this moment.
create table chat.scheduled_messages (
  id           uuid primary key,
  sender_id    uuid not null,
  client_id    uuid not null,
  room_id      uuid not null references chat.rooms,
  thread_id    uuid,
  also_in_room boolean not null,
  text         text not null,
  send_time    timestamptz,
  cron         text,
  time_zone    text,
  create_time  timestamptz not null,
  sent_count   integer not null,
  failure      text,
  sending      boolean not null,
  unique (sender_id, client_id),
  check ((cron is null) = (time_zone is null))
);
create index scheduled_messages_by_room on chat.scheduled_messages (room_id);

-- What an event is about that is neither a room, a person nor a thread.
alter table chat.user_log add column item_id uuid;
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED', 'SECTIONS_CHANGED', 'DRAFT_CHANGED', 'THREAD_CHANGED',
           'SAVED_ITEM_CHANGED', 'SCHEDULED_MESSAGE_CHANGED'));
