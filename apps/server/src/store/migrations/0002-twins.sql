create table twin (
  subject text primary key,
  design text not null,
  watermark int8 not null,
  digest text not null,
  card jsonb not null
);

create table twin_checkpoint (
  subject text not null,
  design text not null,
  watermark int8 not null,
  digest text not null,
  bytes bytea not null,
  primary key (subject, design, watermark)
);

create table filtered_point (
  subject text not null,
  at int8 not null,
  median float8 not null,
  low80 float8 not null,
  high80 float8 not null,
  primary key (subject, at)
);

create table forecast (
  subject text not null,
  id text not null,
  made_at int8 not null,
  body jsonb not null,
  primary key (subject, id)
);
create index forecast_made on forecast (subject, made_at);

create table score (
  subject text not null,
  design text not null,
  horizon_minutes int4 not null,
  made_at int8 not null,
  for_time int8 not null,
  actual float8 not null,
  median float8 not null,
  persistence float8 not null,
  crps float8 not null,
  in50 bool not null,
  in80 bool not null,
  in95 bool not null,
  primary key (subject, design, horizon_minutes, made_at)
);

create table truth (
  subject text not null,
  name text not null,
  value float8 not null,
  primary key (subject, name)
);
