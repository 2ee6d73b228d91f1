-- Written for both H2 and PostgreSQL. Texts of facts are kept byte by byte: their hashes are of them.

create table fact (
  line varchar(130) not null,
  writer varchar(16) not null,
  sequence bigint not null,
  recorded timestamp(6) with time zone not null,
  text varchar not null,
  hash varchar(64) not null,
  sealed boolean not null,
  primary key (line, writer, sequence)
);

create index fact_recorded on fact (line, recorded, writer, sequence);

create table kind (
  kind varchar(63) not null,
  name varchar(63) not null,
  generation bigint not null,
  applied timestamp(6) with time zone not null,
  file varchar not null,
  document varchar not null,
  primary key (kind, name)
);

create table run (
  id varchar(100) not null,
  type varchar(20) not null,
  application varchar(63),
  repository varchar(63),
  started timestamp(6) with time zone not null,
  ended timestamp(6) with time zone,
  state varchar(20) not null,
  plan varchar not null,
  message varchar not null,
  primary key (id)
);

create index run_started on run (application, type, started);

create table step (
  run varchar(100) not null,
  number integer not null,
  step varchar(200) not null,
  result varchar not null,
  primary key (run, number),
  foreign key (run) references run (id)
);

create table point (
  repository varchar(63) not null,
  id varchar(100) not null,
  application varchar(63) not null,
  cut_start timestamp(6) with time zone not null,
  complete boolean not null,
  body varchar not null,
  primary key (repository, id)
);

create index point_cut on point (application, cut_start);
