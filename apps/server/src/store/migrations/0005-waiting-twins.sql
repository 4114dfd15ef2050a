-- Whose log changed since their twin was last built: written in the transaction of the change, so that a stop loses
-- nobody. A change that comes while the twin is being built counts on, and keeps the person waiting.
create table waiting_twin (
  subject text primary key,
  changes int4 not null
);
