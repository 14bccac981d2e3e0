-- What a name looks like (RoomName): two public channels that look the same cannot both be there. Names of before are compared by their
-- own letters until they change, and rooms that a node of the release before makes by their names alone.
alter table chat.rooms add column look text;
update chat.rooms set look = lower(name);
create unique index rooms_public_look on chat.rooms (look) where visibility = 'PUBLIC';
