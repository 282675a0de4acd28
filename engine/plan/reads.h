// Which fields the four tests of an indicator read, how often, and which of them can be resolved by
// trying fillings.
//
// Source: docs/language/meaning.md, section 4, "Fillings". A field is read once for every way from
// a test down to it, through names too; two-valued words do not read. Places where a date or time
// is compared are kept as links, from which cut points are made.
#pragma once

#include <cstdint>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::plan {

// A date or time plus or minus a constant duration, as it stands in a comparison.
struct Term {
  model::ExprId expr = model::kNoExpr;   // the whole term
  model::Index field = model::kNone;     // its field, if it has one
  model::ExprId shift = model::kNoExpr;  // the duration, if any
  bool minus = false;
};

// Two terms whose distance decides something, with the durations that matter for it: none (their
// order), or some.
struct Link {
  Term left, right;  // left - right is compared with each of `limits` and with nothing
  std::vector<model::ExprId> limits;
  bool exactly = false;          // a date beside a time: the date stands for its first instant
  std::uint32_t comparison = 0;  // links of one comparison have one number
};

struct FieldRead {
  model::Index field = model::kNone;
  std::uint32_t count = 0;
  bool resolvable = false;
  bool by_order = false;            // code: an order reads it, so that every code can matter
  std::vector<std::int32_t> codes;  // code: named in its reads, ascending
};

struct Reads {
  std::vector<FieldRead> fields;  // ascending by field
  std::vector<Link> links;
};

Reads reads_of(const model::Ruleset& ruleset, model::Index record,
               const std::vector<model::ExprId>& tests);

// The expression under names.
model::ExprId unnamed(const model::Ruleset& ruleset, model::ExprId id);
// What it comes to: the values that it chooses from, where it is a choice; else itself.
std::vector<model::ExprId> values_of(const model::Ruleset& ruleset, model::ExprId id);
// Two-valued: it reads cells as returned and takes no part in fillings.
bool is_word(model::Op op);

}  // namespace assize::plan
