// Random programs on random records through both evaluators: everything that they say must be the
// same, and what it says of specifications what the generator knows of them.
//
//   differential [--rulesets N] [--records N] [--seed N] [--fault K] [--show SEED] [--differences
//   N]
//
// With --fault (only in the build that has seeded faults) one fault is switched on in the columnar
// evaluator, and the run succeeds if a difference is found. Prints how many programs got past the
// checker, what statuses and outcomes occurred, and how often each operator met operands that are
// unknown, on a boundary, and ordinary.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

#include "engine/run/figures.h"
#include "engine/run/run.h"
#include "tests/differential/account.h"
#include "tests/differential/compile.h"
#include "tests/differential/coverage.h"
#include "tests/differential/difference.h"
#include "tests/differential/generator.h"
#include "tests/differential/table.h"
#ifdef ASSIZE_FAULTS
#include "engine/evaluate/faults.h"
#endif

namespace {

using namespace assize;
using namespace assize::differential;

constexpr std::size_t kCoveredRows = 20;  // of each program: what its operators met

struct Options {
  std::size_t rulesets = 2000, records = 200;
  std::uint64_t seed = 1;
  int fault = 0;
  std::uint64_t show = 0;
  std::size_t differences = 1;  // stop after so many
};

// One program through one evaluator. The size of blocks and the number of threads vary with the
// seed: neither may matter.
Result<RunResult, RunFailure> run_with(Evaluator evaluator, const model::Ruleset& ruleset,
                                       const Program& program, std::uint64_t seed,
                                       bool outcomes = true) {
  RunOptions options;
  options.as_at = *day_of(2022, 6, 30);
  options.as_at_given = true;
  options.records = outcomes;
  options.failing_records = !outcomes;
  // What variation is made of: figures that nothing judges.
  for (const model::Standard& s : ruleset.standards) {
    if (seed % 3 == 0 && !s.comparison)
      add_once(options.figures, {s.indicator, s.per_provider, s.per_period, s.per_fields});
  }
  options.evaluator = evaluator;
  options.jobs = evaluator == Evaluator::columnar ? 1 + static_cast<int>(seed % 2) : 1;
  const std::size_t block =
      evaluator == Evaluator::columnar ? 1 + static_cast<std::size_t>(seed % 97) : 2000;
  if (seed % 11 == 0) options.providers = {"P1", "P3"};
  if (seed % 13 == 0) options.periods = {*parse_period("2022-03"), *parse_period("2022 Q2")};
  ReturnHeader header;
  if (seed % 5 == 0) header.provider = "P2";
  if (seed % 7 == 0) header.period = parse_period("2022-03");
  std::vector<RunInput> inputs;
  const auto add = [&](const Table& table, const ReturnHeader& of) {
    const model::Index record = record_of(ruleset, table);
    inputs.push_back({record, table_source(ruleset, record, table.record + ".csv",
                                           table_of(ruleset, table), of, block)});
  };
  add(program.visits, header);
  // Else the table is not supplied.
  if (!program.notes.columns.empty() && seed % 17 != 0) {
    ReturnHeader notes;
    if (seed % 3 == 0) notes.covers = {"note"};
    if (seed % 4 == 0) notes.complete_to = day_of(2022, 4, 1);
    add(program.notes, notes);
  }
  if (!program.statements.columns.empty() && seed % 19 != 0) add(program.statements, header);
  return run(ruleset, inputs, options);
}

// What is worked out in another way where nobody asks for the outcome of every record: the findings
// are the same, and those that fail are the records whose outcome says so.
std::string difference_without_outcomes(const model::Ruleset& ruleset, const RunResult& whole,
                                        RunResult plain) {
  const auto line = [&](model::Index rule, std::uint32_t file, std::uint64_t record,
                        const std::string& key) {
    return ruleset.rules[rule].name + " file " + std::to_string(file) + " record " +
           std::to_string(record) + " " + key + "\n";
  };
  std::string fails, listed;
  for (const RecordOutcome& o : whole.outcomes) {
    if (o.rule != model::kNone && o.result == "fails")
      fails += line(o.rule, o.file, o.record, o.key);
  }
  for (const FailingRecord& f : plain.failing) listed += line(f.rule, f.file, f.record, f.key);
  plain.outcomes = whole.outcomes;
  std::string found = difference(ruleset, whole, plain);
  if (fails != listed) found += "failing records\n" + fails + "  and without outcomes\n" + listed;
  return found.empty() ? found : "without outcomes: " + found;
}

// A fault is caught only by a program on which the evaluators agree without it.
bool agrees_without_fault([[maybe_unused]] const model::Ruleset& ruleset,
                          [[maybe_unused]] const Program& program,
                          [[maybe_unused]] std::uint64_t seed,
                          [[maybe_unused]] const RunResult& reference, [[maybe_unused]] int fault) {
#ifdef ASSIZE_FAULTS
  choose_seeded_fault(0);
  const auto right = run_with(Evaluator::columnar, ruleset, program, seed);
  const auto plain = run_with(Evaluator::columnar, ruleset, program, seed, false);
  choose_seeded_fault(fault);
  return right && difference(ruleset, reference, *right).empty() && plain &&
         difference_without_outcomes(ruleset, reference, *plain).empty();
#else
  return false;
#endif
}

// What the program says of providers, against what was found; without looking at the columnar
// evaluator, which is compared with the other.
std::string against_account(const model::Ruleset& ruleset, const Program& program,
                            std::uint64_t seed, const RunResult& found) {
  if (program.account.specifications.empty()) return {};
  const std::string said = contradiction(program.account, ruleset, found);
  if (!said.empty()) return said;
  const std::string provider = "P" + std::to_string(1 + seed % 3);
  const Compiled alone = compile(as_for(program.rules, program.account, provider));
  if (!alone.checked.ok) return "as for " + provider + ":\n" + alone.messages;
  const auto other = run_with(Evaluator::reference, alone.checked.ruleset, program, seed);
  if (!other) return "as for " + provider + ": " + other.error().text;
  return contradiction(ruleset, found, *other, provider);
}

void print(const Program& program) {
  std::printf("%s\n", program.rules.c_str());
  for (const Table* table : {&program.visits, &program.notes, &program.statements}) {
    std::size_t number = 0;
    for (const auto& row : table->rows) {
      std::printf("%s %zu:", table->record.c_str(), ++number);
      for (std::size_t i = 0; i < row.size(); ++i)
        std::printf(" %s=%s", table->columns[i].c_str(), row[i].c_str());
      std::printf("\n");
    }
  }
}

int run_all(const Options& o) {
  std::size_t accepted = 0, refused = 0, differing = 0;
  std::map<std::string, std::size_t> codes, statuses;
  Coverage coverage;
  for (std::uint64_t seed = o.seed; accepted < o.rulesets; ++seed) {
    if (o.show != 0) seed = o.show;
    const Program program = make_program(seed, o.records);
    Compiled compiled = compile(program.rules);
    if (!compiled.checked.ok) {
      ++refused;
      for (const auto& c : compiled.codes) ++codes[c];
      if (o.show != 0) std::printf("%s\n%s\n", program.rules.c_str(), compiled.messages.c_str());
      if (o.show != 0) return 2;
      if (refused > 5 * o.rulesets) break;
      continue;
    }
    ++accepted;
    const model::Ruleset& ruleset = compiled.checked.ruleset;
    const auto a = run_with(Evaluator::reference, ruleset, program, seed);
    const auto b = run_with(Evaluator::columnar, ruleset, program, seed);
    if (!a || !b) {
      std::printf("seed %llu: a run failed: %s\n", static_cast<unsigned long long>(seed),
                  (!a ? a.error() : b.error()).text.c_str());
      return 1;
    }
    for (const Finding& f : a->findings) {
      if (f.kind == FindingKind::compliance) ++statuses[std::string(word(f.status))];
    }
    coverage.add(ruleset, program, kCoveredRows);
    coverage.add_layers(ruleset, program, *a);
    std::string found = difference(ruleset, *a, *b);
    if (found.empty() && o.fault == 0) found = against_account(ruleset, program, seed, *a);
    if (found.empty()) {
      auto plain = run_with(Evaluator::columnar, ruleset, program, seed, false);
      found = plain ? difference_without_outcomes(ruleset, *a, std::move(*plain))
                    : "the run without outcomes failed: " + plain.error().text;
    }
    if (!found.empty()) {
      if (o.fault != 0 && !agrees_without_fault(ruleset, program, seed, *a, o.fault)) continue;
      if (o.fault != 0) {
        std::printf("fault %d caught by program %zu (seed %llu)\n", o.fault, accepted,
                    static_cast<unsigned long long>(seed));
        return 0;
      }
      std::printf("seed %llu: a disagreement (reference first)\n%s\n",
                  static_cast<unsigned long long>(seed), found.c_str());
      if (o.show != 0) print(program);
      if (++differing == o.differences) return 1;
    }
    if (o.show != 0) return 0;
  }
  if (o.fault != 0) {
    std::printf("fault %d was not caught in %zu programs\n", o.fault, accepted);
    return 1;
  }
  std::printf(
      "%zu programs of %zu records: %zu agreed, %zu did not; %zu drafts were refused by the "
      "checker\n",
      accepted, o.records, accepted - differing, differing, refused);
  for (const auto& [code, n] : codes) std::printf("  refused by %s: %zu\n", code.c_str(), n);
  std::printf("statuses of findings:\n");
  for (const auto& [status, n] : statuses) std::printf("  %-16s %zu\n", status.c_str(), n);
  coverage.print();
  const bool enough = accepted * 5 >= (accepted + refused) * 4;
  if (!enough) std::printf("fewer than 4 in 5 drafts got past the checker\n");
  const bool complete =
      coverage.complete();  // names the operators that no program showed enough of
  return enough && complete && differing == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF,
               1 << 16);  // what was printed is seen even if a run ends badly
  Options o;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    const std::uint64_t n = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--rulesets")
      o.rulesets = n;
    else if (name == "--records")
      o.records = n;
    else if (name == "--seed")
      o.seed = n;
    else if (name == "--fault")
      o.fault = static_cast<int>(n);
    else if (name == "--show")
      o.show = n;
    else if (name == "--differences")
      o.differences = n;
    else
      return std::fprintf(stderr, "differential: no option %s\n", name.c_str()), 2;
  }
#ifdef ASSIZE_FAULTS
  assize::choose_seeded_fault(o.fault);
#else
  if (o.fault != 0)
    return std::fprintf(stderr, "differential: this build has no seeded faults\n"), 2;
#endif
  return run_all(o);
}
