// What a standard asks for, in words: "95% or more", "30 minutes or less", "every case".
#pragma once

#include <optional>
#include <string>

#include "dsl/model/ruleset.h"
#include "engine/findings/finding.h"

namespace assize {

// The target that a finding was judged by, its parameter resolved on the day that counts: the first
// of the judged period, or the day on which the standard starts inside it (wording W15).
struct TargetInForce {
  model::TargetKind kind = model::TargetKind::at_least;
  std::optional<Scalar> value;  // absent for every case and no case
  model::Type type;             // of the value
  model::Validity valid;
  bool of_cases = false;  // a number of cases
  bool strict = false;    // more than the value, or less
  std::int64_t per = 0;   // written as N per so many; `value` is the percentage
  // Of a claim: about the value, to so many places (-1: exactly), or so many in `out_of`.
  bool about = false;
  int places = -1;
  std::int64_t out_of = 0;
};
std::optional<TargetInForce> target_of(const Finding& finding, const model::Ruleset& ruleset);

std::string in_words(const TargetInForce& target);
// "at least", "at most", "every case", "no case".
std::string_view word(model::TargetKind kind);

// The citation that stands behind a finding: of the standard, else of its indicator or rule;
// nullptr without one.
const model::Citation* citation_of(const Finding& finding, const model::Ruleset& ruleset);
// `section "Appendix II" of Integrated service review`.
std::string in_words(const model::Citation& citation, const model::Ruleset& ruleset);

}  // namespace assize
