alter table chat.rooms drop column avatar_version;
drop table chat.room_avatars;
