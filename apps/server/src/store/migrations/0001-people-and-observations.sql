create table person (
  subject text primary key,
  name text not null,
  sex text not null,
  birth_date text,
  origin text not null,
  added_at int8 not null
);

create table observation (
  subject text not null,
  key text not null,
  system text not null,
  code text not null,
  start_at int8 not null,
  end_at int8,
  value float8,
  unit text,
  quality text not null,
  supersedes text,
  received_at int8 not null,
  offset_minutes int4,
  detail jsonb not null,
  primary key (subject, key)
);
comment on table observation is 'Append-only: a correction is a new row that names what it supersedes.';
create index observation_lane on observation (subject, system, code, start_at);
create index observation_correction on observation (subject, supersedes) where supersedes is not null;

create index observation_key on observation (key collate "C");
create index observation_refused on observation (start_at) where quality = 'refused';

create table tombstone (
  subject text not null,
  key text not null,
  reason text not null,
  erased_at int8 not null,
  primary key (subject, key)
);

create table context_item (
  subject text not null,
  key text not null,
  kind text not null,
  title text not null,
  system text,
  code text,
  status text,
  start_at int8,
  end_at int8,
  detail text,
  source text not null,
  primary key (subject, key)
);
create index context_key on context_item (key collate "C");
