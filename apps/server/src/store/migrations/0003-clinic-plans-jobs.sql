create table clinic (
  id text primary key,
  now_at int8 not null,
  state bytea not null
);

create table plan (
  subject text not null,
  id text not null,
  scenario jsonb not null,
  saved_at int8 not null,
  forecast_id text not null,
  primary key (subject, id)
);

create table job (
  id text primary key,
  kind text not null,
  title text not null,
  state text not null,
  started_at int8 not null,
  body jsonb not null
);

create table setting (
  name text primary key,
  value jsonb not null
);
