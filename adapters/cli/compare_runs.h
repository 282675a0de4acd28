// Two runs over the same returns, finding by finding and record by record: what flips, and which
// clause made it flip.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/returns.h"
#include "dsl/model/ruleset.h"
#include "engine/run/run.h"

namespace assize::cli {

// One of the two.
struct Side {
  const model::Ruleset* ruleset = nullptr;
  RunOptions options;
  RunResult result;
  std::function<OpenedReturns()> open;  // the returns anew; empty: they can be read once only
};

struct FindingChange {
  std::string standard, where;
  std::string was, is;  // "met, 3 of 4 cases (75%)"; empty: there was, or is, no such finding
  bool flips = false;   // the status changed, not only the figures
};

struct FlippedRecord {
  std::string file, key;
  std::uint64_t record = 0, line = 0;
  std::string was, is;  // what it could be
};

// Records of one indicator that flip by one clause.
struct ClauseChange {
  std::string indicator, clause;    // clause: "met when"; empty: not by a single clause
  std::string was_words, is_words;  // of the clause before and after; empty: it was not there
  std::string was, is;              // the outcomes
  std::vector<FlippedRecord> records;
};

struct Comparison {
  std::vector<FindingChange> findings;
  std::vector<ClauseChange> clauses;
  std::size_t findings_before = 0, findings_after = 0;
  std::uint64_t records_flipped = 0, not_looked_at = 0;
};

Comparison compare(const Side& before, const Side& after);

// As text, at most `most` records of each clause; as JSON, all of them.
std::string comparison_text(const Comparison& c, std::size_t most);
std::string comparison_json(const Comparison& c, const Side& before, const Side& after);

}  // namespace assize::cli
