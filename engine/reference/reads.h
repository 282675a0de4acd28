// How the conditions of an indicator read the fields of its record, and which of them can be tried
// out value by value: docs/language/meaning.md, section 4, "Fillings".
#pragma once

#include <set>
#include <vector>

#include "engine/reference/evaluate.h"

namespace assize::reference {

// A place of a comparison of dates or times: a field, or something fixed, moved by a duration.
struct Term {
  model::ExprId node = model::kNoExpr;   // without the names around it
  model::Index field = model::kNone;     // kNone: a literal or a parameter
  model::ExprId shift = model::kNoExpr;  // the duration
  bool minus = false;
};

// A comparison of terms, or of the time between two: where its answer changes, one term equals
// another, or is `apart` from it.
struct Site {
  std::vector<Term> terms;
  std::vector<model::ExprId> apart;  // durations: of `within`, or that a wait is compared with; the
                                     // later term comes `later` ...
  bool first_is_later = false;       // ... first (`within D after`) or second
};

struct FieldRead {
  std::uint64_t count = 0;       // through names: the same derived field used twice reads twice
  bool can_be_resolved = false;  // type and every read allow it
  std::set<std::int32_t> codes;  // named in its reads
};

struct Reads {
  std::vector<FieldRead> fields;  // one a field of the record
  std::vector<Site> sites;
};

// One comparison reads both fields.
bool are_compared(const Reads& reads, model::Index a, model::Index b);

Reads reads_of(const model::Ruleset& ruleset, const model::Record& record,
               const std::vector<model::ExprId>& roots);

}  // namespace assize::reference
