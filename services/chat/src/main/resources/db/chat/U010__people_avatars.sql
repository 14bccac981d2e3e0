alter table chat.people drop column avatar_version;
