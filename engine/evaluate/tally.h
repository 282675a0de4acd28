// Counts, by finding: what is left of records once they have been evaluated. Tallies add up, so
// that the cut into chunks and the number of threads never change a finding. Source:
// docs/language/meaning.md, sections 5 and 6.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "dsl/base/truth.h"
#include "engine/column/source.h"
#include "engine/evaluate/period_memory.h"
#include "engine/evaluate/placer.h"
#include "engine/evaluate/result.h"
#include "engine/plan/plan.h"

namespace assize::evaluate {

// One standard, or a request for figures: how its findings are divided.
struct Judgement {
  model::Index standard = model::kNone, indicator = model::kNone;
  std::size_t at = 0;  // position in RecordPlan::indicators
  bool per_provider = false;
  PeriodKind per_period = PeriodKind::whole;  // counted by its step; windows are made at the end
  std::vector<model::Index> per_fields;
  std::vector<std::size_t> subgroups;  // their positions in IndicatorResult::subgroups
  bool second = false;  // the second group of a comparison: its tally follows that of the first
};

// What one record (all its copies together) brings to a judgement.
struct Pattern {               // the findings that it belongs to, or could
  std::uint32_t provider = 0;  // Names::kUnknown: any
  bool any_period = false;
  bool makes = false;                    // these findings: of its own row all is known
  std::int32_t first = 0, last = 0;      // Period::index
  std::vector<std::uint32_t> subgroups;  // Names::kUnknown: any
  auto operator<=>(const Pattern&) const = default;
};
struct TotalEnds {
  std::optional<std::int64_t> a, b, c, e;
  bool contradictory = false;
  auto operator<=>(const TotalEnds&) const = default;
};
struct ValueRange {
  std::optional<Decimal> low, high;
  auto operator<=>(const ValueRange&) const = default;
};
// P, X, N, M and E of a record, and its clauses.
struct Truths {
  Truth population = Truth::yes, left_out = Truth::no, not_in_force = Truth::no, met = Truth::yes,
        excused = Truth::no;
  std::vector<Truth> clauses;
};
struct Facts {
  OutcomeSet now, later;
  std::uint8_t flags = 0;
  bool joins = false;             // not placed: `patterns` are the findings that it could belong to
  bool exists = false;            // its findings exist
  bool expected = false;          // a row as `expects` wants it
  bool nowhere = false;           // no possible day: it belongs to no finding
  bool somewhere = true;          // no copy of it is nowhere
  std::vector<Pattern> patterns;  // placed: one
  Truths truths;
  std::vector<bool> clause_low, clause_high;
  std::optional<TotalEnds> total;
  std::optional<ValueRange> value;
};

// Sets of a number of records, by signature.
struct Signature {
  OutcomeSet now, later;
  std::uint8_t flags = 0;
  bool joins = false;
  std::uint32_t bits() const {
    return now.bits() | later.bits() << 7u | static_cast<std::uint32_t>(flags) << 14u |
           (joins ? 1u << 18u : 0u);
  }
  static Signature of(std::uint32_t bits);
};

struct Sums {                           // of rows of totals, for one pass
  __extension__ typedef __int128 Wide;  // of any number of rows
  Wide a = 0, b = 0, c = 0, e = 0, high_denominator = 0;
  std::int64_t absent = 0;        // rows with an upper end that is not known
  std::int64_t absent_cases = 0;  // those of them whose denominator has none
  void add(const TotalEnds& row, OutcomeSet set, bool part_of, std::int64_t times);
  Sums& operator+=(const Sums& o);
  // A sum too wide to hold stays at the widest, and its finding has no figure.
  void settle();
};

struct OddValue {
  ValueRange range;
  OutcomeSet now, later;
  std::int64_t count = 0;
};

struct Group {
  static constexpr std::int32_t kNoPeriod = INT32_MIN;
  std::uint32_t provider = 0;
  std::int32_t period = 0;
  std::vector<std::uint32_t> subgroups;
  bool exists = false;
  bool beside = false;   // exists for a comparison of periods only
  bool lost = false;     // of records that could belong to no other; what is not known of them is
                         // Names::kUnknown or kNoPeriod
  bool partial = false;  // a window that the data do not reach over
  std::int64_t expected = 0;  // placed rows as `expects` wants them
  std::int64_t placed = 0;
  std::int64_t not_placed = 0;
  static constexpr std::size_t kCommon = 8;
  std::array<std::int64_t, kCommon> common{};  // by slot of the tally's frequent signatures
  std::map<std::uint32_t, std::int64_t> sets;  // the others
  std::vector<Figure> clauses;
  Sums now, later;
  Sums placed_now;                   // of `now`: the rows that belong here for certain
  std::vector<std::int64_t> values;  // of certain cases, known
  std::vector<std::int64_t> gone;    // those of them that were taken back
  std::vector<OddValue> odd_values;
};

class Tally {
 public:
  // References must outlive the tally.
  Tally(const model::Ruleset& ruleset, const plan::RecordPlan& plan, const Judgement& judgement,
        const std::vector<SourceFileInfo>& files, Names& names);

  // `placer`: divides as the judgement does, with the chunk placed; nullptr: rows are
  // looked at one by one.
  void add(const ChunkResult& chunk, const Placer* placer);
  // Gives the count that they went to, where they join.
  std::int64_t* add(const Facts& facts, std::int64_t times);
  // One row that was added with its chunk: it is a copy, and will be counted with the others.
  void take_back(const ChunkResult& chunk, std::uint32_t row);
  Facts facts(const ChunkResult& chunk, std::uint32_t row) const;
  Facts unite(const Facts& a, const Facts& b) const;  // copies of one record
  void merge(Tally& other);
  // Ends the counting: findings asked for by `report every`, then records that are not placed.
  // `names` for codes.
  void finish(Names& names);

  const Judgement& judgement() const { return judgement_; }
  std::vector<Group>& groups() { return groups_; }
  // Sets by signature, the frequent ones included.
  std::map<std::uint32_t, std::int64_t> sets(const Group& g) const;
  int value_scale() const { return value_scale_; }

 private:
  std::uint32_t group_of(std::uint32_t provider, std::int32_t period,
                         const std::uint32_t* subgroups);
  struct View;
  void settle(Group& g) const;
  void add_unplaced(const ChunkResult& chunk, const View& v, std::uint32_t row);
  void add_to(Group& g, const Facts& facts, const Signature& s, std::int64_t times);
  void count(Group& g, std::uint32_t signature, std::int64_t times);
  void count_rare(Group& g, std::uint32_t signature, std::int64_t times);
  OutcomeSet in_force(OutcomeSet s, const Days& d) const;
  Truth in_force(const Days& d) const;  // of the standard: unknown where only some days are
  void add_beside(const model::Comparison& comparison);
  // Of windows (tally_windows.cpp): the months that were counted become them.
  struct Reach;
  struct Join;
  Reach reach() const;
  void make_windows();
  void mark_partial();
  bool lies_inside(const Join& join, std::int32_t window) const;
  void bound_clauses(Facts& f) const;
  void count_clauses(const IndicatorResult& r);

  const model::Ruleset& ruleset_;
  const model::Indicator& indicator_;
  const plan::RecordPlan& plan_;
  Judgement judgement_;
  const std::vector<SourceFileInfo>& files_;
  std::vector<std::uint32_t> header_provider_;  // by file
  const model::Validity* in_force_ = nullptr;   // of the standard, where it has an end
  std::size_t clauses_ = 0;

  std::vector<Group> groups_;
  PlaceNumbers places_;  // of the groups, where there is one field at most; else:
  std::map<std::tuple<std::uint32_t, std::int32_t, std::vector<std::uint32_t>>, std::uint32_t>
      index_;
  PeriodMemory period_memory_;
  std::array<std::uint32_t, Group::kCommon> frequent_{};  // signatures of slots
  std::size_t frequent_count_ = 0;
  struct Slot {  // of a signature, found without a search
    std::uint32_t signature = UINT32_MAX, slot = 0;
  };
  std::array<Slot, 64> slots_{};
  struct Join {
    std::vector<Pattern> patterns;
    std::uint32_t signature = 0;
    std::vector<bool> clause_high;
    std::optional<TotalEnds> total;
    std::optional<ValueRange> value;
    // Of windows: what it comes to in one that it lies in for certain, if there can be one.
    struct Inside {
      std::uint32_t signature = 0;
      std::vector<bool> clause_low;
      auto operator<=>(const Inside&) const = default;
    };
    std::optional<Inside> inside;
    auto operator<=>(const Join&) const = default;
  };
  std::map<Join, std::int64_t> joins_;
  // Rows that join alike are many: what tells such a row apart, and its count in `joins_`.
  struct RecentJoin {
    std::uint32_t file = 0, provider = 0, subgroup = 0, signature = 0;
    std::int32_t period = 0;
    bool any_day = false;
    std::int64_t* count = nullptr;
  };
  std::array<RecentJoin, 256> recent_joins_{};
  struct Counted {  // the rows of one place of the chunk at hand
    std::uint32_t group = UINT32_MAX, rows = 0, expected = 0;
    std::array<std::uint32_t, Group::kCommon> common{};
  };
  std::vector<Counted> counted_;
  std::vector<std::uint32_t> row_group_;  // of the chunk at hand
  int value_scale_ = 0;
  bool value_scale_set_ = false;
};

// Results of rules, by provider and month.
struct RuleGroup {
  std::uint32_t provider = 0;
  std::int32_t month = 0;
  std::int64_t records = 0;
  std::vector<std::array<std::int64_t, 4>>
      counts;  // by rule: passed, failed, not applicable, undecided
};
class RuleTally {
 public:
  explicit RuleTally(std::size_t rules) : rules_(rules) {}
  void add(const ChunkResult& chunk);
  // One record of several copies: the result of each rule, or undecided. `times` -1: a row that was
  // added with its chunk.
  void add(std::uint32_t provider, std::int32_t month, const std::vector<int>& results,
           std::int64_t times = 1);
  void merge(RuleTally& other);
  std::vector<RuleGroup>& groups();  // with all counts filled in

 private:
  std::uint32_t group_of(std::uint32_t provider, std::int32_t month);
  void fill();

  std::size_t rules_;
  std::vector<RuleGroup> groups_;
  std::map<std::pair<std::uint32_t, std::int32_t>, std::uint32_t> index_;
  struct Cached {
    std::uint64_t key = 0;
    std::uint32_t group = UINT32_MAX;
  };
  std::vector<Cached> cache_ = std::vector<Cached>(4096);
  std::vector<int>
      implied_;  // by rule: the result that is not counted row by row; -1: not chosen yet
  std::vector<std::uint32_t> row_group_;
};

}  // namespace assize::evaluate
