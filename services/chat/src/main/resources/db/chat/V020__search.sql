-- What can be found of each message: its words with their places, and marks that begin with "=" (SearchEntry). Made of the rooms' logs a moment
-- after it was said; gone at once with what it says. New entries wait in a list of the index that every search has to read: it stays short.
create table chat.search_entries (
  message_id uuid primary key,
  terms      tsvector not null
);

create index search_entries_terms on chat.search_entries using gin (terms) with (gin_pending_list_limit = 1024);

-- Every word that is found by its parts. Those in doubt were in what was edited or deleted, and go unless another message has them.
create table chat.search_words (
  word text primary key
);

create index search_words_by_part on chat.search_words using gin (word gin_trgm_ops);

create table chat.search_words_in_doubt (
  word text primary key
);

-- Before which message those are that were said before there was an index and are not taken in yet; no row once all are.
create table chat.search_backlog (
  before_id uuid not null
);

insert into chat.search_backlog
select 'ffffffff-ffff-ffff-ffff-ffffffffffff' where exists (select from chat.messages);

-- What has committed is in the backlog; what has not is still to come in the logs.
insert into chat.consumer_positions (stream, transaction_id, place)
values ('search', pg_snapshot_xmin(pg_current_snapshot())::text::bigint, '00000000-0000-0000-0000-000000000000/0'),
       -- How often words were taken out of search_words.
       ('search-words', 0, '');
