-- The release before knows no guests, and would show them everything: their sessions end, and no password lets them in.
update auth.sessions s set end_time = now() from auth.users u where u.id = s.user_id and u.guest and s.end_time is null;
update auth.users set password_hash = regexp_replace(password_hash, '[^$]*$', repeat('A', 43)), password_version = password_version + 1
 where guest;
alter table auth.users drop column guest;
