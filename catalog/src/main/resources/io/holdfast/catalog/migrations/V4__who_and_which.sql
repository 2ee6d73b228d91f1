-- Who asked for the protection that an object says; empty where nobody knows any more.
alter table kind add column applied_by varchar not null default '';

-- The id of each repository that was opened: another one in its place has nothing of what is listed here.
create table repository_id (
  repository varchar(63) not null,
  id varchar(64) not null,
  primary key (repository)
);
