#include "tests/differential/coverage.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

#include "engine/findings/conclude.h"
#include "engine/reference/evaluate.h"
#include "tests/differential/table.h"

namespace assize::differential {
namespace {

using model::Expr;
using model::Op;

const Day kCutOff = *day_of(2022, 6, 30);

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
constexpr const char* kLayers[] = {"bound",
                                   "not bound",
                                   "local target",
                                   "national target",
                                   "local value",
                                   "national value",
                                   "in place: at most",
                                   "in place: at least",
                                   "in place: computed",
                                   "in place: within after"};
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

// Of the day of a statement, how long it holds, and the cut-off: it starts or ends to hold then, or
// a day beside.
bool on_last_day(const std::vector<Value>& args) {
  CalendarDuration life;
  bool near = false;
  for (const Value& v : args) {
    if (const auto* c = std::get_if<CalendarDuration>(&v.point())) life = *c;
  }
  for (const Value& v : args) {
    const auto* d = std::get_if<DayValue>(&v.point());
    if (d == nullptr || d->day == kNeverDay) continue;
    const std::optional<Day> last = plus(d->day, life);
    // The cut-off itself is the one that ends later than itself, or is on itself twice.
    near = near || (d->day != kCutOff &&
                    (std::abs(d->day - kCutOff) <= 1 || (last && std::abs(*last - kCutOff) <= 1)));
  }
  return near;
}

}  // namespace

void Coverage::count(const std::string& name, Operand operand) {
  Met& met = met_[name];
  ++(operand == Operand::unknown    ? met.unknown
     : operand == Operand::boundary ? met.boundary
                                    : met.ordinary);
}

void Coverage::add(const model::Ruleset& ruleset, const Program& program, std::size_t rows) {
  add_rows(ruleset, program.visits, rows);
  if (!program.statements.columns.empty()) add_rows(ruleset, program.statements, rows);
}

void Coverage::add_rows(const model::Ruleset& ruleset, const Table& table, std::size_t rows) {
  const model::Index record = record_of(ruleset, table);
  const auto source = table_source(ruleset, record, "coverage", table_of(ruleset, table, rows));
  Block block;
  Chunk chunk;
  std::vector<DataProblem> problems;
  if (!source->next_block(block, problems)) return;
  source->decode(block, chunk, problems);

  // Conditions about notes are met by running them.
  std::vector<model::ExprId> roots, computed;
  for (const model::Rule& r : ruleset.rules) {
    if (r.record == record) roots.insert(roots.end(), {r.when, r.decided_when, r.must});
  }
  for (const model::Definition& d : ruleset.definitions) {
    if (d.record == record) roots.push_back(d.expr);
  }
  for (const model::Indicator& i : ruleset.indicators) {
    if (i.record != record) continue;
    roots.insert(roots.end(),
                 {i.dated_by, i.population, i.met, i.numerator, i.denominator, i.value});
    for (const auto* clauses : {&i.left_out, &i.excused, &i.failures}) {
      for (const model::Clause& c : *clauses) roots.push_back(c.condition);
    }
  }
  for (const model::Standard& s : ruleset.standards) {
    const bool is_computed = s.is_requirement && s.targets[0].kind == model::TargetKind::every_case;
    if (is_computed && ruleset.indicators[s.indicator].record == record)
      computed.push_back(ruleset.indicators[s.indicator].met);
  }
  const std::vector<model::ExprId> all = reference::needed(ruleset, roots);
  reference::Bindings bindings;
  bindings.record = record;
  bindings.cut_off = kCutOff;
  bindings.rules.assign(ruleset.rules.size(), reference::RuleResult::undecided);
  std::vector<Value> values(ruleset.exprs.size());
  std::vector<Operand> met(ruleset.exprs.size(), Operand::ordinary);
  const auto& fields = ruleset.records[record].fields;
  const auto day_field = static_cast<std::size_t>(
      std::find_if(fields.begin(), fields.end(), [](const auto& f) { return f.name == "day"; }) -
      fields.begin());
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    bindings.fields.clear();
    bindings.cells.clear();
    for (std::uint32_t f = 0; f < chunk.columns.size(); ++f) {
      bindings.fields.push_back(value_of(chunk, fields[f], f, row));
      bindings.cells.push_back(chunk.columns[f].cell[row]);
    }
    for (std::size_t i = 0; i < bindings.rules.size(); ++i) {
      bindings.rules[i] = static_cast<reference::RuleResult>((row + i) % 4);
    }
    // What has no day of its own is about the cut-off's.
    bindings.days = {kCutOff, kCutOff};
    if (day_field < fields.size()) {
      const Value& day = bindings.fields[day_field];
      bindings.days = day.is_known() ? DaySpan{std::get<DayValue>(day.point()).day,
                                               std::get<DayValue>(day.point()).day}
                                     : DaySpan{kFirstDay, bindings.cut_off};
    }
    reference::evaluate(ruleset, all, bindings, values);
    for (const model::ExprId id : all) {
      const Expr& e = ruleset.exprs[id];
      if (e.op == Op::literal) continue;
      std::vector<Value> args;
      for (const model::ExprId a : e.args) args.push_back(values[a]);
      if (args.empty()) args.push_back(values[id]);
      met[id] = std::any_of(args.begin(), args.end(), [](const Value& v) { return !v.is_known(); })
                    ? Operand::unknown
                : on_boundary(e, args) ? Operand::boundary
                                       : Operand::ordinary;
      count(name_of(e), met[id]);
      const bool life = std::any_of(e.args.begin(), e.args.end(), [&](model::ExprId a) {
        return ruleset.exprs[a].op == Op::cut_off;
      });
      if (!life) continue;
      count("in place: " + name_of(e), met[id] == Operand::unknown ? Operand::unknown
                                       : on_last_day(args)         ? Operand::boundary
                                                                   : Operand::ordinary);
    }
    for (const model::ExprId id : computed) {
      const auto below = reference::needed(ruleset, {id});
      const bool boundary = std::any_of(below.begin(), below.end(), [&](model::ExprId b) {
        return model::is_comparison(ruleset.exprs[b].op) && met[b] == Operand::boundary;
      });
      count("in place: computed", !values[id].is_known() ? Operand::unknown
                                  : boundary             ? Operand::boundary
                                                         : Operand::ordinary);
    }
  }
}

void Coverage::add_layers(const model::Ruleset& ruleset, const Program& program,
                          const RunResult& found) {
  const Account& account = program.account;
  const auto names = [](const std::vector<Account::Held>& all, const std::string& name) {
    return std::any_of(all.begin(), all.end(), [&](const auto& h) { return h.name == name; });
  };
  const auto count_held = [&](const std::vector<Account::Held>& all, const std::string& name,
                              const std::string& provider, Day day, const std::string& row,
                              const std::string& other) {
    const auto on = [&](Day d) {
      const std::string text = date_text(d);
      return std::any_of(all.begin(), all.end(), [&](const auto& h) {
        return h.name == name && holds_for(h, provider) && both(h.days, {text, text});
      });
    };
    const bool held = on(day);
    const bool edge = on(day - 1) != held || on(day + 1) != held;
    count(held ? row : other, edge ? Operand::boundary : Operand::ordinary);
  };
  for (const Finding& f : found.findings) {
    if (f.kind != FindingKind::compliance || f.standard == model::kNone) continue;
    const model::Standard& s = ruleset.standards[f.standard];
    if (!names(account.bound, s.name)) continue;
    if (!f.provider || f.provider->empty()) {
      count("bound", Operand::unknown);
      continue;
    }
    const Day day = target_day(s, f.period, kCutOff);
    count_held(account.bound, s.name, *f.provider, day, "bound", "not bound");
    if (f.target != model::kNone && names(account.targets, s.name))
      count_held(account.targets, s.name, *f.provider, day, "local target", "national target");
  }
  // What is read of a visit on the day by which it is dated.
  for (const model::Indicator& i : ruleset.indicators) {
    if (ruleset.records[i.record].name != program.visits.record || i.dated_by == model::kNoExpr)
      continue;
    const Expr& dated = ruleset.exprs[i.dated_by];
    if (dated.op != Op::field) continue;
    const auto& columns = program.visits.columns;
    const auto column =
        static_cast<std::size_t>(std::find(columns.begin(), columns.end(),
                                           ruleset.records[i.record].fields[dated.index].name) -
                                 columns.begin());
    for (const model::ExprId id : reference::needed(ruleset, {i.met})) {
      const Expr& e = ruleset.exprs[id];
      if (e.op != Op::parameter || !names(account.values, ruleset.parameters[e.index].name))
        continue;
      for (const auto& row : program.visits.rows) {
        const std::string& cell = row[column];
        const bool readable = cell.size() >= 10 && cell.starts_with("202") && cell != "2022-02-30";
        if (row[1].empty() || !readable)
          count("local value", Operand::unknown);
        else
          count_held(account.values, ruleset.parameters[e.index].name, row[1], day_of_text(cell),
                     "local value", "national value");
      }
    }
  }
}

void Coverage::print() const {
  std::printf("%-24s %10s %10s %10s\n", "operator met", "unknown", "boundary", "ordinary");
  for (const auto& [name, met] : met_) {
    std::printf("%-24s %10llu %10llu %10llu\n", name.c_str(),
                static_cast<unsigned long long>(met.unknown),
                static_cast<unsigned long long>(met.boundary),
                static_cast<unsigned long long>(met.ordinary));
  }
}

bool Coverage::complete() const {
  // Lists stand only in `assize eval`; the oracles cover them. The cut-off is one day for all: what
  // is held against it is counted as `in place`.
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
    // Who is not known is bound, and held to the national target.
    static const std::set<std::string> kOfSomebody = {"not bound", "local target",
                                                      "national target", "national value"};
    const bool may_be_known = verdict || kOfSomebody.count(name) != 0;
    if (!whole || (!may_be_known && at->second.unknown == 0) ||
        (!verdict && (at->second.boundary == 0 || at->second.ordinary == 0))) {
      std::printf("not every kind of operand was met by: %s\n", name.c_str());
      complete = false;
    }
  };
  for (const char* name : kOps) need(name);
  for (const char* name : kFunctions) need(name);
  for (const char* name : kLayers) need(name);
  return complete;
}

}  // namespace assize::differential
