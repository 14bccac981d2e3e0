-- Which room is meant by a name of chat.rooms.defaults. Once it is found or made, it is meant whatever it is called later, and also when it
-- is there no more.
create table chat.default_rooms (
  name    text primary key,
  room_id uuid not null
);

-- Who has registered and not been let into the default rooms yet.
create table chat.newcomers (
  user_id uuid primary key references chat.people
);
