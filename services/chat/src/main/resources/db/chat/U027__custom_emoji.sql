drop table chat.custom_emoji;
