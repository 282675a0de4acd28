// What the checker says without being asked: a ruleset that means something exact, but perhaps not
// what its author meant.
//
// Lints read the checked model alone, never refuse, and speak of one file of it. Each is one file
// here, one line in lint.cpp, and one page in docs/diagnostics (family A4). The same ruleset gives
// the same messages in the same order.
#pragma once

#include <cstdint>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"

namespace assize {

// `file`: the index in the ruleset's Sources of the file whose declarations are looked at. `tests`
// are that file's.
void lint(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
          std::uint32_t file, Diagnostics& diagnostics);

// What can be put right without changing what the ruleset means: texts in place of stretches of the
// file, in order, apart from one another. Where one node stands for several places, one of them is
// given at a time: apply, read again, ask again.
struct Fix {
  std::string code;
  Span span;
  std::string text;
};
std::vector<Fix> fixes(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
                       std::uint32_t file);

}  // namespace assize
