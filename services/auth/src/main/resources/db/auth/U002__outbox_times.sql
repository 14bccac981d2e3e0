alter table auth.outbox drop column create_time;
