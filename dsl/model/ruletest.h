// Tests written in the language, checked: what is given and what is expected. engine/ruletests runs
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/base/period.h"
#include "dsl/base/reason.h"
#include "dsl/model/ruleset.h"

namespace assize::model {

// A cell as a return would hold it: text, blank (an empty text) or a column that is not supplied.
struct GivenTable {
  Index record = kNone;
  std::vector<Index> fields;                   // of the record, in the order of the heading
  std::vector<std::vector<std::string>> rows;  // texts as a CSV cell would have them; "" is blank
  Span span;
};

struct OutcomeWord {
  enum class Kind : std::uint8_t {
    met,
    not_met,
    left_out,
    excused,
    not_yet_due,
    not_in_force,
    out
  } kind;
  std::string by;
};
struct ExpectedReason {
  std::string field;
  Reason reason;
};

struct Expectation {
  enum class Kind : std::uint8_t {
    share,
    sides,
    shows,  // of a variation
    value,
    no_cases,
    status,
    tier,
    count,
    record_outcome,
    record_rule,
    pays,  // what a payment scheme pays, holds, or lists; its instalments
    holds,
    listed,
    instalments
  } kind = Kind::share;
  Index indicator = kNone, standard = kNone, rule = kNone, variation = kNone;
  std::optional<std::string> provider;
  std::optional<Period> period;
  std::vector<std::pair<std::string, std::string>> subgroup;  // field name, code text
  std::int64_t low_n = 0, low_d = 0, high_n = 0, high_d = 0;  // share; count uses low_n and high_n
  std::optional<Scalar> low, high;                            // value
  struct Share {
    std::int64_t low_n = 0, low_d = 0, high_n = 0, high_d = 0;  // all 0: no cases
  };
  Share sides[2];    // sides
  std::string word;  // status, tier, the count's name, or the rule's result: passes, fails,
                     // undecided, not applicable
  std::string record_key;
  std::vector<OutcomeWord> outcomes;
  std::vector<ExpectedReason> because;
  bool reasons_given = false;
  Index scheme = kNone;
  std::string paid_part;          // an outcome's name, "fee", "foundation", "volume"; empty: all
  std::string payer;              // a code; empty: all
  std::vector<std::string> keys;  // listed; `word` says as what
  std::int64_t pence = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> parts;  // instalments: how many, pence
  Span span;
};

struct RuleTest {
  std::string title;
  std::optional<Day> as_at;
  std::optional<Period> period;
  bool no_minimum = false;
  std::vector<Index> not_supplied;  // record types
  std::vector<GivenTable> given;
  std::vector<Expectation> expected;
  Span span;
};

}  // namespace assize::model
