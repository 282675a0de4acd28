// What every report is made from. Reports are pure: they read a run and hand bytes to a writer;
// they open no file and know no clock.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/findings/provenance.h"
#include "engine/run/run.h"

namespace assize::report {

enum class Show : std::uint8_t {
  summary,  // as text: counts, and the worst in full; in other forms all
  all,      // as text too, each in full
  fail,     // what is not met and what cannot be told
};

struct Report {
  const model::Ruleset& ruleset;
  const RunResult& result;
  const Provenance& provenance;
  Show show = Show::summary;
  bool outcomes = false;  // one entry a record and indicator or rule
};

bool is_shown(const Report& report, const Finding& finding);

// Names that a finding or an outcome refers to; empty for none.
std::string_view standard_name(const Report& report, model::Index i);
std::string_view indicator_name(const Report& report, model::Index i);
std::string_view rule_name(const Report& report, model::Index i);
// The name of a file of the run as the user gave it; empty where there is none.
std::string_view file_name(const Report& report, std::uint32_t file);
// "seconds", "pounds", "percent", "number" or "share": the unit of a finding's value.
std::string_view unit_of(const Report& report, const Finding& finding);
// One end of a value that is no share, as decimal text in that unit; empty where there is no
// figure.
std::string decimal_text(const End& end);

}  // namespace assize::report
