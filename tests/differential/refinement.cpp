// Finding out what was not known never leaves the outcomes that a record could have.
//
//   refinement [--rulesets N] [--records N] [--fillings N] [--seed N] [--show SEED]
//
// A random program runs over random records with gaps, and over many ways of filling the gaps. The
// outcomes of each filled record must be among those of the record with its gaps, and a rule that
// passed, failed or did not apply must still: met and not met hold however the gaps are filled.
// Both evaluators are held to it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/run/run.h"
#include "tests/differential/compile.h"
#include "tests/differential/generator.h"
#include "tests/differential/table.h"

namespace {

using namespace assize;
using namespace assize::differential;

struct Options {
  std::size_t rulesets = 300, records = 40, fillings = 25;
  std::uint64_t seed = 1, show = 0;
};

Result<RunResult, RunFailure> outcomes_of(Evaluator evaluator, const model::Ruleset& ruleset,
                                          const Table& visits, const Table& notes) {
  RunOptions options;
  options.as_at = *day_of(2022, 6, 30);
  options.as_at_given = true;
  options.records = true;
  options.evaluator = evaluator;
  std::vector<RunInput> inputs;
  for (const Table* table : {&visits, &notes}) {
    if (table->columns.empty()) continue;
    const model::Index record = record_of(ruleset, *table);
    inputs.push_back(
        {record, table_source(ruleset, record, table->record + ".csv", table_of(ruleset, *table))});
  }
  return run(ruleset, inputs, options);
}

std::string words(OutcomeSet s) {
  std::string text;
  for (int i = 0; i < kOutcomeCount; ++i) {
    const auto o = static_cast<Outcome>(i);
    if (s.has(o)) text += (text.empty() ? "" : ", ") + std::string(word(o));
  }
  return "{" + text + "}";
}

// What an outcome of a filled record says against the one with gaps; empty: nothing.
std::string contradiction(const RecordOutcome& gaps, const RecordOutcome& filled) {
  if (gaps.rule != model::kNone) {
    const bool holds = gaps.result == "undecided" || gaps.result == filled.result;
    return holds ? "" : gaps.result + ", filled " + filled.result;
  }
  const bool inside = (gaps.could_be | filled.could_be) == gaps.could_be;
  return inside ? "" : words(gaps.could_be) + ", filled " + words(filled.could_be);
}

void print(const Program& program, const std::vector<std::string>& before,
           const std::vector<std::string>& after) {
  std::printf("%s", program.rules.c_str());
  for (std::size_t i = 0; i < before.size(); ++i) {
    std::printf("  %s = %s%s%s\n", program.visits.columns[i].c_str(), before[i].c_str(),
                before[i] == after[i] ? "" : "  ->  ",
                before[i] == after[i] ? "" : after[i].c_str());
  }
}

int run_all(const Options& o) {
  std::size_t accepted = 0, refused = 0, single = 0, compared = 0;
  for (std::uint64_t seed = o.seed; accepted < o.rulesets; ++seed) {
    if (o.show != 0) seed = o.show;
    const Refined refined = make_refined(seed, o.records, o.fillings);
    const Compiled compiled = compile(refined.program.rules);
    if (!compiled.checked.ok) {
      if (++refused > 5 * o.rulesets || o.show != 0)
        return std::printf("%s", compiled.messages.c_str()), 2;
      continue;
    }
    ++accepted;
    const model::Ruleset& ruleset = compiled.checked.ruleset;
    const Table &visits = refined.program.visits, &notes = refined.program.notes;
    const auto filled = outcomes_of(Evaluator::columnar, ruleset,
                                    {visits.record, visits.columns, refined.fillings}, notes);
    for (const Evaluator evaluator : {Evaluator::reference, Evaluator::columnar}) {
      const auto gaps = outcomes_of(evaluator, ruleset, visits, notes);
      if (!gaps || !filled)
        return std::printf("seed %llu: a run failed\n", static_cast<unsigned long long>(seed)), 1;
      // What is found out about the notes of a record.
      for (const auto& filling : refined.note_fillings) {
        const auto after = outcomes_of(Evaluator::columnar, ruleset, visits,
                                       {notes.record, notes.columns, filling});
        if (!after) return std::printf("a run failed\n"), 1;
        for (std::size_t i = 0; i < gaps->outcomes.size(); ++i) {
          ++compared;
          const std::string found = contradiction(gaps->outcomes[i], after->outcomes[i]);
          if (found.empty()) continue;
          const RecordOutcome& gap = gaps->outcomes[i];
          const std::string name = gap.rule != model::kNone
                                       ? ruleset.rules[gap.rule].name
                                       : ruleset.indicators[gap.indicator].name;
          std::printf("seed %llu, %s, record %llu, %s evaluator, notes filled: %s\n",
                      static_cast<unsigned long long>(seed), name.c_str(),
                      static_cast<unsigned long long>(gap.record),
                      evaluator == Evaluator::reference ? "reference" : "columnar", found.c_str());
          if (gap.record >= 1 && gap.record <= visits.rows.size())
            print(refined.program, visits.rows[gap.record - 1], visits.rows[gap.record - 1]);
          return 1;
        }
      }
      // Outcomes stand by indicator or rule, then by record.
      const std::size_t subjects = gaps->outcomes.size() / o.records;
      for (std::size_t s = 0; s < subjects; ++s) {
        for (std::size_t row = 0; row < o.records; ++row) {
          const RecordOutcome& before = gaps->outcomes[s * o.records + row];
          single += before.could_be.single();
          for (std::size_t k = 0; k < o.fillings; ++k) {
            const std::size_t at = row * o.fillings + k;
            const RecordOutcome& after = filled->outcomes[s * refined.fillings.size() + at];
            ++compared;
            const std::string found = contradiction(before, after);
            if (found.empty()) continue;
            const std::string name = before.rule != model::kNone
                                         ? ruleset.rules[before.rule].name
                                         : ruleset.indicators[before.indicator].name;
            std::printf("seed %llu, %s, record %zu, %s evaluator: %s\n",
                        static_cast<unsigned long long>(seed), name.c_str(), row + 1,
                        evaluator == Evaluator::reference ? "reference" : "columnar",
                        found.c_str());
            print(refined.program, visits.rows[row], refined.fillings[at]);
            return 1;
          }
        }
      }
    }
    if (o.show != 0) return 0;
  }
  std::printf(
      "%zu programs, %zu fillings of records: none leaves the outcomes of its record (%zu of which "
      "were one outcome)\n",
      accepted, compared, single);
  return single > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    const std::uint64_t n = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--rulesets")
      o.rulesets = n;
    else if (name == "--records")
      o.records = n;
    else if (name == "--fillings")
      o.fillings = n;
    else if (name == "--seed")
      o.seed = n;
    else if (name == "--show")
      o.show = n;
    else
      return std::fprintf(stderr, "refinement: no option %s\n", name.c_str()), 2;
  }
  return run_all(o);
}
