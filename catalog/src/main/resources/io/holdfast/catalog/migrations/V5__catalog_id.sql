-- Which catalog this is: another one in its place is told by it.
create table catalog_id (
  id varchar(36) not null,
  primary key (id)
);

insert into catalog_id (id) values (cast(gen_random_uuid() as varchar(36)));
