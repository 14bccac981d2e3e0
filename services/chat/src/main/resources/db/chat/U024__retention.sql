-- What has disappeared stays a tombstone; what would have disappeared stays.
drop index chat.messages_expiring;
alter table chat.messages drop column expire_time;
alter table chat.rooms drop column lifetime_seconds, drop column retention_days, drop column retained_seq;
