// A node across records over the rows of a chunk: the rows of the other table that are linked to
// each, the steps of the node's conditions over all those pairs at once, and what they come to.
//
// Conditions that read nothing of the record outside are worked out once for every row of the
// table. Source: docs/language/meaning.md, section 9.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/evaluate/batch.h"
#include "engine/evaluate/tables.h"

namespace assize::evaluate {

// What the steps of the conditions gave for some rows of a table.
struct RowFacts {
  std::vector<Truth> holds;
  std::vector<Reasons> why;               // of fields that are not known
  std::vector<Value> value, until;        // where the node has one
  std::vector<std::vector<Value>> order;  // by key
};

class AcrossRun {
 public:
  AcrossRun(const model::Ruleset& ruleset, const plan::AcrossPlan& plan, Tables& tables);
  ~AcrossRun();

  // For every row of the batch's chunk. `step` is the node's.
  void run(const Batch& outer, const plan::Step& step, Register& out);
  // Why a row's value is not known.
  Reasons reasons(std::uint32_t row) const { return reasons_[row]; }

 private:
  struct Candidate {
    std::uint32_t row = 0, group = 0;
    Truth holds = Truth::unknown;
    Reasons why;
    const RowFacts* facts = nullptr;
    std::uint32_t at = 0;  // in `facts`
  };
  struct Decided {
    Value value;
    Reasons why;
  };

  // Of rows of the table, beside `origin` of `outer`; without them nothing is known outside.
  void work_out(const std::vector<std::uint32_t>& rows, const Batch* outer, const plan::Step* step,
                const std::vector<std::uint32_t>& origin, RowFacts& out);
  void fill(const std::vector<std::uint32_t>& at, RowFacts& out) const;
  void hand_in(const Batch* outer, const plan::Step* step,
               const std::vector<std::uint32_t>& origin);
  void prepare();
  void put(std::uint32_t row, Value v, Register& out) const;
  void add(std::uint32_t row, Truth link, const RowFacts& facts, std::uint32_t at);
  void add_orphans(const Batch& outer, std::uint32_t row, std::uint32_t own);
  bool is_certain(std::uint32_t group) const;
  Decided decide() const;
  Decided first() const;
  Decided only() const;
  Decided number() const;
  Decided sum() const;
  Decided different() const;
  Decided spread(const Batch& outer, const plan::Step& step, std::uint32_t row) const;
  bool is_before(const Candidate& a, const Candidate& b) const;
  Value hull(const std::vector<const Value*>& values, Reasons why) const;

  const model::Ruleset& ruleset_;
  const plan::AcrossPlan& plan_;
  const model::Across& across_;
  const Table& table_;
  const LinkIndex& index_;
  model::Type type_;              // of the node's value
  std::unique_ptr<Batch> batch_;  // over rows of the table
  bool is_by_key_ = false;        // it asks for the one record of a key: no other row can be it
  Reasons future_;                // a row that no return holds may wait for a time that is read
  bool prepared_ = false;
  RowFacts every_;                     // of every row, where nothing of the outer record is read
  RowFacts orphans_;                   // of those that could belong to anyone
  std::vector<Candidate> candidates_;  // of the row at hand
  std::vector<std::uint32_t> sure_;    // by group: how many of them are certain
  std::vector<Reasons> reasons_;
};

}  // namespace assize::evaluate
