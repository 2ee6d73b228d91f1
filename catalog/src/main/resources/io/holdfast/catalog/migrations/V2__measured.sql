-- What is asked for at every measurement is in an index: bodies, plans and texts of facts are long, and stay unread.

alter table kind add column created timestamp(6) with time zone;
update kind set created = applied;
alter table kind alter column created set not null;

create index run_ended on run (application, type, state, ended, started);
create index point_state on point (repository, application, complete, cut_start);
create index fact_unsealed on fact (sealed, line, recorded);
