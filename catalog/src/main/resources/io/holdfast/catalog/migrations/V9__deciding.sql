-- Lines of which a decision is being stored in the repository, or was when the process was killed: then the repository may
-- have a fact of this machine that is not here.
create table deciding (
  line varchar(130) primary key
);
