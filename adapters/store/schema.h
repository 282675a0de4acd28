// The tables of a findings store, version 2. Described for readers in docs/findings.md.
#pragma once

namespace assize {

// "ASZ1" in ASCII: marks the file as ours (PRAGMA application_id).
inline constexpr int kStoreApplicationId = 0x41535A31;

inline constexpr char kStoreSchema[] = R"sql(
create table run (
  id text primary key, ruleset text not null, version text not null, ruleset_hash text not null,
  engine text not null, tzdata text not null, holidays text not null, as_at text not null
) strict, without rowid;

create table run_option (
  run text not null references run on delete cascade, n integer not null, name text not null, value text not null,
  primary key (run, n)
) strict, without rowid;

create table input (
  run text not null references run on delete cascade, n integer not null, file text not null, record text not null,
  hash text not null, read integer not null, accepted integer not null, rejected integer not null,
  copies integer not null, key_clashes integer not null, undated integer not null default 0,
  primary key (run, n)
) strict, without rowid;

create table finding (
  run text not null references run on delete cascade, n integer not null,
  kind text not null, standard text, indicator text, rule text, provider text, period text, subgroup text,
  status text not null, so_far text, tier text, target text,
  numerator_low integer not null, numerator_high integer not null,
  denominator_low integer not null, denominator_high integer not null,
  left_out_low integer not null, left_out_high integer not null,
  excused_low integer not null, excused_high integer not null,
  not_yet_due_low integer not null, not_yet_due_high integer not null,
  not_in_force_low integer not null, not_in_force_high integer not null,
  unknown_low integer not null, unknown_high integer not null,
  not_placed_low integer not null, not_placed_high integer not null,
  low text, high text, proved integer not null, deciding integer not null,
  by_convention integer not null, rests_on_blank integer not null, message text not null,
  primary key (run, n)
) strict, without rowid;

create table finding_clause (
  run text not null, finding integer not null, n integer not null, name text not null,
  low integer not null, high integer not null,
  primary key (run, finding, n),
  foreign key (run, finding) references finding (run, n) on delete cascade
) strict, without rowid;

create table rule_outcome (
  run text not null references run on delete cascade, n integer not null,
  rule text not null, provider text, period text,
  passed integer not null, failed integer not null, not_applicable integer not null, unknown integer not null,
  primary key (run, n)
) strict, without rowid;

create table problem (
  run text not null references run on delete cascade, n integer not null,
  code text not null, text text not null, file text, record integer, line integer, field text, count integer not null,
  primary key (run, n)
) strict, without rowid;

create table note (
  run text not null references run on delete cascade, n integer not null, text text not null,
  primary key (run, n)
) strict, without rowid;
)sql";

// What makes a store of version 1 into one of version 2.
inline constexpr char kStoreFromVersion1[] =
    "alter table input add column undated integer not null default 0";

}  // namespace assize
