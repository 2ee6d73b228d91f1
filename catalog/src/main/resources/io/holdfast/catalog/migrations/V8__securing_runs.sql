-- A backup that only secures a restore is a part of that, and no evidence that backups work.
drop index run_ended;
drop index run_started;

alter table run add column securing boolean not null default false;

update run set securing = true where type = 'BACKUP' and plan like '%"secures":"%';

create index run_ended on run (application, type, securing, state, ended, started);
create index run_started on run (application, type, started, securing);
