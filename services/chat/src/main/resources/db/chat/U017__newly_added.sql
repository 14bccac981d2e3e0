alter table chat.deleted_members drop column newly_added;
alter table chat.members drop column newly_added;
