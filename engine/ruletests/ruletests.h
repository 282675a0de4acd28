// Tests written in the language: what is given is run, what is expected is compared, exactly and
// with both evaluators.
//
// A test is a return of a few rows, read through the same cells as a file, so that `unreadable
// "1O:30"` is what it would be in one. Figures, sets of outcomes and (where the author gave any)
// reasons must be exactly those expected. Pure and deterministic.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"
#include "engine/run/run.h"

namespace assize {

// An expectation that did not hold, in words.
struct Failure {
  Span span;              // of the expectation
  std::string actual;     // "it is from 1 of 3 to 3 of 3"
  std::string evaluator;  // "columnar", "reference", or empty where both say the same
};

struct TestResult {
  std::string title;
  Span span;
  std::vector<Failure> failures;
  bool passed() const { return failures.empty(); }
};

// What a test gives, as the inputs of a run, and the options with which it is run.
std::vector<RunInput> inputs_of(const model::Ruleset& ruleset, const model::RuleTest& test);
RunOptions options_of(const model::RuleTest& test, const std::vector<model::Expectation>& expected,
                      const model::Ruleset& ruleset);

std::vector<TestResult> run_tests(const model::Ruleset& ruleset,
                                  const std::vector<model::RuleTest>& tests);

}  // namespace assize
