-- Pictures of rooms: small files, each beside its room. Which one a room shows is in its row; '' is none.
create table chat.room_avatars (
  room_id uuid primary key references chat.rooms,
  format  text not null check (format in ('PNG', 'JPEG', 'WEBP')),
  bytes   bytea not null
);

alter table chat.rooms add column avatar_version text not null default '';
