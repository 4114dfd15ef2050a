create table twin (
  subject text primary key,
  design text not null,
  watermark int8 not null,
  digest text not null,
  card jsonb not null,
  forecast jsonb
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

create table twin_note (
  subject text not null,
  key text not null,
  at int8 not null,
  outcome text not null,
  code text not null,
  reason text not null,
  primary key (subject, key)
);
comment on table twin_note is 'What a twin did not simply use, and why.';

create table forecast (
  subject text not null,
  id text not null,
  made_at int8 not null,
  purpose text not null,
  body jsonb not null,
  primary key (subject, id)
);
create index forecast_made on forecast (subject, made_at);

create table truth (
  subject text not null,
  name text not null,
  value float8 not null,
  primary key (subject, name)
);
