// A finding in plain English, as a person would say it to another.
//
//   Not met. 61 of 100 cases (61%) met "Custody requests answered within 60 minutes" for P1 in
//   March 2022. The standard asks for 95% or more (section "Appendix II" of Integrated service
//   review, in force from 1 April 2019). 34 more would have met it.
//
// Pure and deterministic. Provider and code texts are printed as returned: whoever prints to a
// terminal escapes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/explain/target_words.h"
#include "engine/findings/finding.h"

namespace assize {

// The sentences of a finding, in the order in which they are said; empty ones are left out.
struct FindingWords {
  std::string status;   // "Not met."
  std::string figures;  // "61 of 100 cases (61%) met ..."
  std::string asks;     // "The standard asks for 95% or more (...)."
  std::string change;   // "34 more would have met it.", "3 records decide it."
  std::string aside;    // "2 left out, 1 excused, 4 not yet due."
  std::vector<std::string> notes;
};
FindingWords words_of(const Finding& finding, const model::Ruleset& ruleset);
std::string message(const Finding& finding, const model::Ruleset& ruleset);

// "for P1 in March 2022, department other"; empty for a finding about everything.
std::string whereabouts(const Finding& finding, const model::Ruleset& ruleset);
// "61 of 100 cases (61%)", "from 61 of 100 (61%) to 63 of 100 (63%)", "1 hour 30 minutes", or "no
// figure".
std::string value_in_words(const Finding& finding, const model::Ruleset& ruleset);
// One end: "61 of 100 (61%)".
std::string end_in_words(const End& end, const Finding& finding, const model::Ruleset& ruleset);
// A share of `d` as a percentage, as this finding shows it; never contradicts its target.
std::string shown(const End& end, const Finding& finding, const model::Ruleset& ruleset,
                  int least_decimals);

// How many more (or fewer) cases would have met a target of a share, everything else as it is;
// nullopt where that is no plain number.
std::optional<std::int64_t> short_of(const End& end, const TargetInForce& target);

// A rule's finding has no target; read as a standard it is met where it passed throughout, not met
// where it failed.
Status status_of(const Finding& finding);

}  // namespace assize
