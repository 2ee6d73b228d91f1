-- Lines of which a decision was being stored in the repository when the process was killed: until they are reconciled,
-- nothing is noted in the place that it may have taken.
create table deciding (
  line varchar(130) primary key
);
