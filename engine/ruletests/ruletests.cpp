#include "engine/ruletests/ruletests.h"

#include <algorithm>
#include <map>

#include "engine/column/table_source.h"
#include "engine/ruletests/expectation.h"
#include "engine/ruletests/payments.h"

namespace assize {

namespace {

// All tables given for one record type as one table: a cell of a field that its own heading does
// not name is not supplied.
TextTable merged(const std::vector<const model::GivenTable*>& tables) {
  TextTable out;
  for (const model::GivenTable* t : tables) {
    for (const model::Index field : t->fields) {
      if (std::find(out.fields.begin(), out.fields.end(), field) == out.fields.end())
        out.fields.push_back(field);
    }
  }
  for (const model::GivenTable* t : tables) {
    for (const auto& cells : t->rows) {
      std::vector<std::optional<std::string>> row(out.fields.size());
      for (std::size_t i = 0; i < t->fields.size() && i < cells.size(); ++i) {
        const auto at = std::find(out.fields.begin(), out.fields.end(), t->fields[i]);
        row[static_cast<std::size_t>(at - out.fields.begin())] = cells[i];
      }
      out.rows.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace

std::vector<RunInput> inputs_of(const model::Ruleset& ruleset, const model::RuleTest& test) {
  std::map<model::Index, std::vector<const model::GivenTable*>> by_record;
  for (const model::GivenTable& t : test.given) by_record[t.record].push_back(&t);
  std::vector<RunInput> inputs;
  for (const auto& [record, tables] : by_record) {
    inputs.push_back({record, table_source(ruleset, record, "given " + ruleset.records[record].name,
                                           merged(tables))});
  }
  return inputs;
}

namespace {

bool same_request(const FigureRequest& a, const FigureRequest& b) {
  return a.indicator == b.indicator && a.per_provider == b.per_provider &&
         a.per_period == b.per_period && a.per_fields == b.per_fields;
}

}  // namespace

RunOptions options_of(const model::RuleTest& test, const std::vector<model::Expectation>& expected,
                      const model::Ruleset& ruleset) {
  RunOptions o;
  o.as_at = test.as_at.value_or(kLastDay);
  o.as_at_given = true;
  o.records = true;
  o.no_minimum = test.no_minimum;
  o.payments = std::any_of(expected.begin(), expected.end(), is_of_payments);
  o.variations = std::any_of(expected.begin(), expected.end(), [](const model::Expectation& e) {
    return e.variation != model::kNone;
  });
  for (const model::Expectation& e : expected) {
    if (!needs_figures(e)) continue;
    FigureRequest request = figures_for(e, ruleset);
    const bool asked = std::any_of(o.figures.begin(), o.figures.end(), [&](const FigureRequest& f) {
      return same_request(f, request);
    });
    if (!asked) o.figures.push_back(std::move(request));
  }
  return o;
}

namespace {

// What each expectation comes to under one evaluator; empty texts hold.
std::vector<std::string> differences(const model::Ruleset& ruleset, const model::RuleTest& test,
                                     const std::vector<model::Expectation>& expected,
                                     Evaluator evaluator) {
  RunOptions options = options_of(test, expected, ruleset);
  options.evaluator = evaluator;
  const auto result = run(ruleset, inputs_of(ruleset, test), options);
  std::vector<std::string> out;
  for (const model::Expectation& e : expected) {
    if (result) {
      out.push_back(difference(e, *result, ruleset));
      continue;
    }
    const RunFailure& why = result.error();
    out.push_back("it could not be run: " +
                  (why.problems.empty() ? why.text : why.problems.front().text));
  }
  return out;
}

TestResult run_test(const model::Ruleset& ruleset, const model::RuleTest& test) {
  TestResult out{test.title, test.span, {}};
  std::vector<model::Expectation> expected = test.expected;
  for (model::Expectation& e : expected) {
    if (!e.period && test.period) e.period = test.period;
  }
  const auto columnar = differences(ruleset, test, expected, Evaluator::columnar);
  const auto reference = differences(ruleset, test, expected, Evaluator::reference);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (columnar[i] == reference[i]) {
      if (!columnar[i].empty()) out.failures.push_back({expected[i].span, columnar[i], ""});
      continue;
    }
    // One of our evaluators has a fault: say what each made of it.
    const auto said = [](const std::string& text) {
      return text.empty() ? std::string("it is as expected") : text;
    };
    out.failures.push_back({expected[i].span, said(columnar[i]), "columnar"});
    out.failures.push_back({expected[i].span, said(reference[i]), "reference"});
  }
  return out;
}

}  // namespace

std::vector<TestResult> run_tests(const model::Ruleset& ruleset,
                                  const std::vector<model::RuleTest>& tests) {
  std::vector<TestResult> out;
  for (const model::RuleTest& test : tests) out.push_back(run_test(ruleset, test));
  return out;
}

}  // namespace assize
