alter table chat.rooms drop column look;
