// The outcomes of one record by trying every way of filling its gaps: docs/language/meaning.md,
// section 4.
#pragma once

#include "engine/reference/record.h"

namespace assize::reference {

struct Sets {
  OutcomeSet now, later;
  bool is_proved = true;
};

// The truth of P, X, N, M and E in a set of values.
Tests tests_of(const Conditions& conditions, const std::vector<Value>& values, Truth not_in_force);

// `returned`: the values of all nodes over what was returned; `domains`: one a field.
Sets try_fillings(const model::Ruleset& ruleset, const Conditions& conditions,
                  const Bindings& bindings, const std::vector<Domain>& domains,
                  const std::vector<Value>& returned, Truth not_in_force, int combinations);

}  // namespace assize::reference
