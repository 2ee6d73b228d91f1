-- A point that has what a restore was about to overwrite is neither a complete nor an incomplete one.
drop index point_state;

alter table point add column state varchar(16) not null default 'COMPLETE';

update point set state = case
  when body like '%"secures":"%' then 'SECURING'
  when complete then 'COMPLETE'
  else 'INCOMPLETE'
end;

alter table point drop column complete;

create index point_state on point (repository, application, state, cut_start);
