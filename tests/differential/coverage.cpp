#include "tests/differential/coverage.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

#include "engine/reference/evaluate.h"
#include "tests/differential/table.h"

namespace assize::differential {
namespace {

using model::Expr;
using model::Op;

constexpr const char* kOps[] = {"literal",
                                "field",
                                "parameter",
                                "cut off",
                                "and",
                                "or",
                                "not",
                                "implies",
                                "xor",
                                "is",
                                "is not",
                                "less than",
                                "at most",
                                "more than",
                                "at least",
                                "is from .. to",
                                "in",
                                "within after",
                                "within before",
                                "is blank",
                                "is supplied",
                                "is well formed",
                                "is a listed code",
                                "is known",
                                "is unknown",
                                "is unknown because",
                                "has happened",
                                "surely",
                                "passes",
                                "fails",
                                "is undecided",
                                "does not apply",
                                "choose",
                                "or else",
                                "name",
                                "call",
                                "has item",
                                "across",
                                "outer",
                                "spans",
                                "doubted"};
constexpr const char* kFunctions[] = {"add",
                                      "subtract",
                                      "multiply",
                                      "divide",
                                      "negate",
                                      "remainder",
                                      "whole quotient",
                                      "power",
                                      "absolute",
                                      "floor",
                                      "ceiling",
                                      "truncate",
                                      "round",
                                      "time from",
                                      "calendar days",
                                      "working days",
                                      "plus working days",
                                      "whole months",
                                      "whole years",
                                      "age",
                                      "date of",
                                      "year of",
                                      "month of",
                                      "day of",
                                      "weekday",
                                      "day of year",
                                      "hour",
                                      "minute",
                                      "second",
                                      "financial year",
                                      "financial quarter",
                                      "financial month",
                                      "iso week",
                                      "iso year",
                                      "length",
                                      "matches",
                                      "valid nhs number",
                                      "as text",
                                      "as number",
                                      "as date",
                                      "as time",
                                      "as capitals",
                                      "without",
                                      "followed by",
                                      "characters from",
                                      "reverse",
                                      "lowest",
                                      "highest",
                                      "sum",
                                      "mean",
                                      "median",
                                      "product",
                                      "count",
                                      "all of",
                                      "any of"};
static_assert(std::size(kOps) == static_cast<std::size_t>(Op::doubted) + 1);
static_assert(std::size(kFunctions) == static_cast<std::size_t>(model::Function::any_of) + 1);

std::string name_of(const Expr& e) {
  if (e.op == Op::call) return kFunctions[static_cast<std::size_t>(e.function)];
  return kOps[static_cast<std::size_t>(e.op)];
}

// Ends of what the generator draws from: where an operator's answer changes.
bool is_extreme(const Value& v) {
  if (!v.is_known()) return false;
  if (const auto* n = std::get_if<Decimal>(&v.point()))
    return *n == Decimal(0) || *n == Decimal(1) || *n == Decimal(20);
  if (const auto* b = std::get_if<bool>(&v.point())) return *b;
  if (const auto* c = std::get_if<CodeIndex>(&v.point())) return c->at == 0;
  if (const auto* t = std::get_if<std::string>(&v.point())) return t->size() <= 3;
  if (const auto* d = std::get_if<DayValue>(&v.point())) {
    return d->day == kNeverDay || civil_of(d->day).day == 1 || civil_of(d->day + 1).day == 1;
  }
  if (const auto* m = std::get_if<MillisValue>(&v.point()))
    return m->ms == kNever || m->ms % kHour == 0;
  return true;
}

bool same_point(const Value& a, const Value& b) {
  if (!a.is_known() || !b.is_known() || a.point().index() != b.point().index()) return false;
  return std::visit(
      [&](const auto& x) {
        using T = std::decay_t<decltype(x)>;
        if constexpr (std::is_same_v<T, ListValue>)
          return false;
        else
          return x == std::get<T>(b.point());
      },
      a.point());
}

// Equal operands are the boundary of an order; for the rest, an extreme one.
bool on_boundary(const Expr& e, const std::vector<Value>& args) {
  const bool order = e.op >= Op::eq && e.op <= Op::within_before;
  const bool first_alone = e.function == model::Function::round ||  // its places are always few
                           e.function == model::Function::without ||
                           e.function == model::Function::followed_by;
  if (e.op == Op::call && first_alone) return is_extreme(args[0]);
  if (!order) return std::any_of(args.begin(), args.end(), is_extreme);
  for (std::size_t i = 1; i < args.size(); ++i) {
    if (same_point(args[0], args[i])) return true;
  }
  return std::any_of(args.begin(), args.end(), is_extreme);
}

}  // namespace

void Coverage::add(const model::Ruleset& ruleset, const Program& program, std::size_t rows) {
  const auto source =
      table_source(ruleset, 0, "coverage", table_of(ruleset, program, program.rows, rows));
  Block block;
  Chunk chunk;
  std::vector<DataProblem> problems;
  if (!source->next_block(block, problems)) return;
  source->decode(block, chunk, problems);

  std::vector<model::ExprId> all;
  // What is about the first record; conditions about the second are met by running them.
  std::vector<model::ExprId> roots;
  for (const model::Rule& r : ruleset.rules) {
    if (r.record == 0) roots.insert(roots.end(), {r.when, r.decided_when, r.must});
  }
  for (const model::Definition& d : ruleset.definitions) {
    if (d.record == 0) roots.push_back(d.expr);
  }
  for (const model::Indicator& i : ruleset.indicators) {
    roots.insert(roots.end(),
                 {i.dated_by, i.population, i.met, i.numerator, i.denominator, i.value});
    for (const auto* clauses : {&i.left_out, &i.excused, &i.failures}) {
      for (const model::Clause& c : *clauses) roots.push_back(c.condition);
    }
  }
  all = reference::needed(ruleset, roots);
  reference::Bindings bindings;
  bindings.record = 0;
  bindings.cut_off = *day_of(2022, 6, 30);
  bindings.rules.assign(ruleset.rules.size(), reference::RuleResult::undecided);
  std::vector<Value> values(ruleset.exprs.size());
  const auto& fields = ruleset.records[0].fields;
  const auto day_field = static_cast<std::size_t>(
      std::find_if(fields.begin(), fields.end(), [](const auto& f) { return f.name == "day"; }) -
      fields.begin());
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    bindings.fields.clear();
    bindings.cells.clear();
    for (std::uint32_t f = 0; f < chunk.columns.size(); ++f) {
      bindings.fields.push_back(value_of(chunk, ruleset.records[0].fields[f], f, row));
      bindings.cells.push_back(chunk.columns[f].cell[row]);
    }
    for (std::size_t i = 0; i < bindings.rules.size(); ++i) {
      bindings.rules[i] = static_cast<reference::RuleResult>((row + i) % 4);
    }
    const Value& day = bindings.fields[day_field];
    bindings.days = day.is_known() ? DaySpan{std::get<DayValue>(day.point()).day,
                                             std::get<DayValue>(day.point()).day}
                                   : DaySpan{kFirstDay, bindings.cut_off};
    reference::evaluate(ruleset, all, bindings, values);
    for (const model::ExprId id : all) {
      const Expr& e = ruleset.exprs[id];
      if (e.op == Op::literal) continue;
      std::vector<Value> args;
      for (const model::ExprId a : e.args) args.push_back(values[a]);
      if (args.empty()) args.push_back(values[id]);
      Met& met = met_[name_of(e)];
      if (std::any_of(args.begin(), args.end(), [](const Value& v) { return !v.is_known(); }))
        ++met.unknown;
      else if (on_boundary(e, args))
        ++met.boundary;
      else
        ++met.ordinary;
    }
  }
}

void Coverage::print() const {
  std::printf("%-20s %10s %10s %10s\n", "operator met", "unknown", "boundary", "ordinary");
  for (const auto& [name, met] : met_) {
    std::printf("%-20s %10llu %10llu %10llu\n", name.c_str(),
                static_cast<unsigned long long>(met.unknown),
                static_cast<unsigned long long>(met.boundary),
                static_cast<unsigned long long>(met.ordinary));
  }
}

bool Coverage::complete() const {
  // Lists stand only in `assize eval`; the oracles cover them. The cut-off is one day for all, and
  // stands only in requirements: tests/language/layers.
  static const std::set<std::string> kElsewhere = {
      "literal", "cut off",  "call",   "lowest", "highest", "sum",   "mean",   "median",
      "product", "has item", "across", "outer",  "doubted", "count", "all of", "any of"};
  bool complete = true;
  const auto need = [&](const std::string& name) {
    if (kElsewhere.count(name) != 0) return;
    const auto at = met_.find(name);
    // The verdict of a rule is never unknown, and neither has an operand.
    const bool whole = at != met_.end() && at->second.boundary + at->second.ordinary > 0;
    const bool verdict =
        name == "passes" || name == "fails" || name == "is undecided" || name == "does not apply";
    if (!whole || (!verdict && (at->second.unknown == 0 || at->second.boundary == 0 ||
                                at->second.ordinary == 0))) {
      std::printf("not every kind of operand was met by: %s\n", name.c_str());
      complete = false;
    }
  };
  for (const char* name : kOps) need(name);
  for (const char* name : kFunctions) need(name);
  return complete;
}

}  // namespace assize::differential
