// What the records of one chunk came to: everything that findings need, and nothing that depends on
// how chunks were cut.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/base/decimal.h"
#include "engine/evaluate/bits.h"
#include "engine/evaluate/outcome.h"
#include "engine/findings/finding.h"

namespace assize::evaluate {

// Names of providers and subgroups, numbered for the whole run. The numbers depend on the order of
// arrival and reach no output.
class Names {
 public:
  static constexpr std::uint32_t kUnknown = 0;
  Names() { texts_.emplace_back(); }
  std::uint32_t id(std::string_view text);
  const std::string& text(std::uint32_t id) const {
    return texts_[id];
  }  // when no thread adds any more
  std::size_t size() const { return texts_.size(); }

 private:
  std::mutex guard_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::deque<std::string> texts_;
};

// Before the names of a run, a thread's own memory of them: short texts are found without a search.
class NameCache {
 public:
  explicit NameCache(Names& names) : names_(&names) {}
  std::uint32_t id(std::string_view text);

 private:
  Names* names_;
  struct Recent {
    std::uint64_t word = 0;
    std::uint32_t size = 0, id = 0;
  };
  std::unordered_map<std::string, std::uint32_t> seen_;
  std::array<Recent, 256> recent_;  // texts of at most eight bytes
};

// Days that a record could be dated. None: certainly not up to the cut-off. `after`: possibly later
// than it, or never.
struct Days {
  std::int32_t first = 0, last = -1;
  bool ranged = true;  // both ends are known
  bool after = false;
  bool none() const { return ranged && last < first; }
  bool one() const { return ranged && first == last; }
  auto operator<=>(const Days&) const = default;
};

// The ends of a row of totals: a to b out of c to e.
struct Total {
  std::optional<std::int64_t> a, b, c, e;
  bool contradictory = false;
};

// A value that is not one known point.
struct ValueEnds {
  std::uint32_t row = 0;
  std::optional<Decimal> low, high;
};

enum Flag : std::uint8_t {
  kProved = 1,
  kConvention = 2,
  kBlank = 4,
  kUnsettled = 8
};  // kBlank: a cell of a favourable blank is; kUnsettled: a figure is not known

// The days by which the records of a chunk are placed: of all indicators that are dated alike.
struct Dates {
  static constexpr std::int32_t kOddDay = INT32_MIN;
  std::vector<std::int32_t> day;                    // kOddDay: in `odd`
  std::vector<std::pair<std::uint32_t, Days>> odd;  // ascending
  Days of(std::uint32_t row) const;
};

struct IndicatorResult {
  std::vector<std::uint8_t> now, later, flags;  // sets of outcomes as bits; Flag
  std::size_t dates = 0;                        // in ChunkResult::dates
  std::vector<std::vector<std::uint32_t>>
      subgroups;  // by position in IndicatorPlan::subgroups: names; kUnknown
  Tests tests;    // where there are clauses
  std::vector<Bits> clause_yes, clause_no;  // left out, excused, failures, in that order
  std::vector<Total> totals;
  std::vector<std::int64_t> value;  // of rows in value_known, x 10^-value_scale
  Bits value_known;
  int value_scale = 0;
  std::vector<ValueEnds> odd_values;  // ascending; of the other rows that may be cases
};

struct RuleResult {
  Bits passed, failed, not_applicable;
};

struct Key {
  std::uint64_t first = 0, second = 0;  // 128 bits over the key fields and the provider
  auto operator<=>(const Key&) const = default;
};

struct ChunkResult {
  std::uint32_t rows = 0, file = 0;
  std::uint64_t sequence = 0, first_record = 1;
  std::vector<std::uint32_t> provider;   // names; kUnknown
  std::vector<std::int32_t> rule_month;  // Period::index, or kNoMonth
  std::vector<RuleResult> rules;         // by position in RecordPlan::rules
  std::vector<Dates> dates;
  std::vector<IndicatorResult> indicators;  // by position in RecordPlan::indicators
  std::vector<Bits> expects;                // by standard: yes
  std::vector<Key> keys;                    // of records with a key
  Bits keyed;
  std::vector<std::uint64_t> content;     // hash of every cell read, where it was asked for
  std::vector<std::vector<Key>> put_off;  // by RecordPlan::put_off: the values that it is about
  static constexpr std::int32_t kNoMonth = INT32_MIN;
};

}  // namespace assize::evaluate
