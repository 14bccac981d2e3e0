drop table chat.newcomers;
drop table chat.default_rooms;
