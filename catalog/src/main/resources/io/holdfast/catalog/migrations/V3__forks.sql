-- What a second machine wrote with a writer's key: facts that bear the numbers of others in the chain.

create table forked_fact (
  line varchar(130) not null,
  writer varchar(16) not null,
  branch integer not null,
  sequence bigint not null,
  recorded timestamp(6) with time zone not null,
  text varchar not null,
  hash varchar(64) not null,
  primary key (line, writer, branch, sequence)
);
