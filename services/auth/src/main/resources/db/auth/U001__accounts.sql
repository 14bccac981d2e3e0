drop table auth.outbox;
drop table auth.signing_keys;
drop table auth.refresh_tokens;
drop table auth.sessions;
drop table auth.users;
