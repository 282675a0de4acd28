// An expression of the checked model over what the fields of one record can be: known values,
// ranges and unknowns.
//
// Total: every expression has a value. Shared parts are evaluated once, and nesting costs no stack.
// The meaning of each node is docs/language/meaning.md, section 2; this folder follows that page
// and shares no evaluation with engine/evaluate.
#pragma once

#include <vector>

#include "dsl/base/truth.h"
#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"
#include "engine/column/column.h"
#include "engine/reference/operations.h"

namespace assize::reference {

enum class RuleResult : std::uint8_t { not_applicable, undecided, passes, fails };

class Tables;
struct RecordPlace;

// What one record supplies. `returned` holds the values of all nodes over returned values, which
// two-valued words read while fillings are tried; nullptr while those are being made.
struct Bindings {
  std::vector<Value> fields;  // one a field of the record: what it can be
  std::vector<Cell>
      cells;  // one a field: as returned. Empty: lets of `assize eval`, read from their values
  std::vector<bool> doubtful;     // one a field; empty: none
  std::vector<RuleResult> rules;  // one a rule of the ruleset; may be empty where none is read
  model::Index record = model::kNone;
  RecordDays days;         // the days that the record's date can be; nullopt: no date
  Day cut_off = kLastDay;  // of this record's return
  bool unknown_counts_as_no = false;
  // What is read across records: the tables, where the record stands, and whether fields that a
  // broken rule makes doubtful are. nullptr: no other records.
  const Tables* tables = nullptr;
  const RecordPlace* place = nullptr;
  bool with_doubt = false;
  std::vector<Value> handed_in;  // to a condition about a row of another record
  const std::vector<Value>* returned = nullptr;
};

// One expression by itself.
Value evaluate(const model::Ruleset& ruleset, model::ExprId expr, const Bindings& bindings);

// The nodes that some roots need, operands first. kNoExpr among the roots is passed over.
std::vector<model::ExprId> needed(const model::Ruleset& ruleset,
                                  const std::vector<model::ExprId>& roots);
// The same without what stands under two-valued words.
std::vector<model::ExprId> read_directly(const model::Ruleset& ruleset,
                                         const std::vector<model::ExprId>& roots);

// Fills `out` (one value a node of the ruleset) for the nodes of `order`.
void evaluate(const model::Ruleset& ruleset, const std::vector<model::ExprId>& order,
              const Bindings& bindings, std::vector<Value>& out);

// A node whose unknown is no where `unknown counts as no`.
bool is_single_test(const model::Expr& expr);
// The field that an expression is, through names; kNone: it is no field.
model::Index field_of(const model::Ruleset& ruleset, model::ExprId expr);

}  // namespace assize::reference
