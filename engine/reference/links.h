// What is read across records: docs/language/meaning.md, section 9, by looking at every row.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/reference/returns.h"

namespace assize::reference {

// The value of a key of a link, as returned; nullopt: it is not known.
std::optional<std::string> key_text(const model::Ruleset& ruleset, model::Index record,
                                    model::Index field, const RecordPlace& at);

class Tables {
 public:
  Tables(const model::Ruleset& ruleset, const RunOptions& options)
      : ruleset_(ruleset), options_(options) {}

  // The tables stand in the order of the ruleset's records, and move no more.
  void add(Returns returns);
  // What each row comes to under each rule; once every table is there.
  void apply_rules(const std::function<Tracer(const Row&, model::Index)>& tracer);

  const Returns& operator[](model::Index record) const { return returns_[record]; }
  std::vector<Returns>& all() { return returns_; }
  const std::vector<RuleResult>& rules(model::Index record, std::size_t row) const {
    return rules_[record][row];
  }

  // A node across records, of the record that the bindings are of; `values`: of its operands.
  Value across(model::ExprId node, const Bindings& outer, const std::vector<Value>& values) const;

 private:
  struct Unseen {
    Chunk chunk;
    RecordPlace place;
    Reasons why;
    // The author's word, or the header's, that none is missing up to a day, and rows have no date:
    // of a record that is judged by this day there is none.
    std::optional<Day> none_up_to;
  };
  // A row that may satisfy the condition.
  struct Candidate {
    Truth holds = Truth::unknown;
    bool is_unseen = false;
    std::size_t group = 0;
    Value value, until;
    std::vector<Value> order;
    Reasons why;
  };
  std::vector<Candidate> candidates(const model::Expr& node, const Bindings& outer,
                                    const std::vector<Value>& handed_in) const;
  std::optional<Candidate> candidate(const model::Across& a, const Bindings& outer,
                                     const RecordPlace& place, const std::vector<RuleResult>* rules,
                                     const std::vector<Value>& handed_in) const;
  bool is_certain(const model::Across& a, const std::vector<Candidate>& all,
                  std::size_t group) const;
  Value first(const model::Expr& node, const std::vector<Candidate>& all) const;
  Value only(const model::Expr& node, const std::vector<Candidate>& all) const;
  Value sum(const model::Expr& node, const std::vector<Candidate>& all) const;
  Value number(const model::Expr& node, const std::vector<Candidate>& all) const;
  Value different(const model::Expr& node, const std::vector<Candidate>& all) const;
  Value spread(const model::Expr& node, const std::vector<Candidate>& all,
               const std::vector<Value>& handed_in) const;
  Value leads(const model::Across& a, const Bindings& outer) const;
  Value unique(const model::Across& a, const Bindings& outer) const;
  std::optional<Unseen> unseen(model::Index record) const;
  Dated dated_row(model::Index record, const RecordPlace& at) const;

  const model::Ruleset& ruleset_;
  const RunOptions& options_;
  std::vector<Returns> returns_;                             // by record
  std::vector<std::vector<std::vector<RuleResult>>> rules_;  // by record, row, rule
  std::vector<std::optional<Unseen>> unseen_;                // by record
  std::vector<std::vector<std::size_t>> group_of_;           // by record, row
};

}  // namespace assize::reference
