-- People with an account. An e-mail address is what its owner claims, so it is not unique (docs/decisions/0003). version
-- grows with every change that others see; password_version with every new password, but not when the same one is hashed
-- anew. User names are ASCII, so they sort by bytes and one index serves look-up, order and prefixes.
create table auth.users (
  id               uuid primary key,
  username         text collate "C" not null unique check (username = lower(username)),
  email            text not null,
  display_name     text not null,
  password_hash    text not null,
  password_version bigint not null default 1,
  version          bigint not null default 1,
  create_time      timestamptz not null
);

create index users_by_email on auth.users (email, create_time desc, id desc);
create index users_by_display_name on auth.users ((lower(display_name) collate "C"));

-- Signed-in devices. Whoever exchanges a refresh token holds the lock of its session's row. family stands in each of the
-- session's refresh tokens; who knows it can end the session, no more. generation counts the exchanges, rotate_time is
-- that of the last.
create table auth.sessions (
  id            uuid primary key,
  family        uuid not null unique,
  user_id       uuid not null references auth.users,
  generation    bigint not null,
  rotate_time   timestamptz not null,
  create_time   timestamptz not null,
  last_use_time timestamptz not null,
  expire_time   timestamptz not null,
  end_time      timestamptz
);

create index sessions_by_user on auth.sessions (user_id);

-- The refresh tokens of a session's present generation and of the one before, by the SHA-256 of each. Older ones are
-- known by their family alone.
create table auth.refresh_tokens (
  hash        bytea primary key,
  session_id  uuid not null references auth.sessions on delete cascade,
  generation  bigint not null,
  create_time timestamptz not null
);

create index refresh_tokens_by_session on auth.refresh_tokens (session_id, generation);

-- Keys that sign access tokens: jwk holds the private key. A retired one is published until its last token has expired.
create table auth.signing_keys (
  id          text primary key,
  jwk         text not null,
  create_time timestamptz not null,
  retire_time timestamptz not null
);

-- What other services learn of people, in commit order (dev.parley.platform.events.Outbox).
create table auth.outbox (
  transaction_id xid8 not null default pg_current_xact_id(),
  place          bigint generated always as identity,
  event          bytea not null,
  primary key (transaction_id, place)
);
