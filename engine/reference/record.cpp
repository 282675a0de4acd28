#include "engine/reference/record.h"

#include <algorithm>

#include "engine/functions/call.h"
#include "engine/functions/items.h"
#include "engine/reference/fillings.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

using model::ExprId;
using model::Index;
using model::Kind;
using model::Op;

void add(std::vector<ExprId>& to, ExprId id) {
  if (id != model::kNoExpr) to.push_back(id);
}

// The fields that some nodes read.
std::vector<bool> fields_among(const model::Ruleset& ruleset, const std::vector<ExprId>& nodes,
                               std::size_t fields) {
  std::vector<bool> out(fields, false);
  for (ExprId id : nodes) {
    if (ruleset.expr(id).op == Op::field) out[ruleset.expr(id).index] = true;
  }
  return out;
}

RecordTrace trace_of(const std::vector<ExprId>& nodes, const Bindings& b,
                     const std::vector<Value>& values) {
  RecordTrace told;
  told.type = b.record;
  told.nodes = &nodes;
  told.values = &values;
  told.fields = &b.fields;
  told.cells = &b.cells;
  return told;
}

// A rule is a rule of the record, read once; `state` guards against one that asks for itself.
class Rules {
 public:
  Rules(const model::Ruleset& ruleset, const RecordPlace& at, Index record, const Tables* tables,
        const Tracer& trace)
      : ruleset_(ruleset),
        record_(record),
        trace_(trace),
        results_(ruleset.rules.size(), RuleResult::not_applicable),
        begun_(ruleset.rules.size(), false) {
    const model::Record& r = ruleset.records[record];
    bindings_.record = record;
    bindings_.tables = tables;
    bindings_.place = &at;
    bindings_.cut_off = at.cut_off.day;
    bindings_.unknown_counts_as_no = ruleset.unknown_counts_as_no;
    for (Index f = 0; f < r.fields.size(); ++f) {
      Domain d =
          domain_of(ruleset, r.fields[f], *at.chunk, f, at.row, at.cut_off, false, std::nullopt);
      bindings_.fields.push_back(std::move(d.value));
      bindings_.cells.push_back(d.cell);
    }
  }

  std::vector<RuleResult> run() {
    for (Index i = 0; i < results_.size(); ++i) decide(i);
    return results_;
  }

 private:
  void decide(Index i) {
    const model::Rule& rule = ruleset_.rules[i];
    if (begun_[i] || rule.record != record_) return;
    begun_[i] = true;
    results_[i] = RuleResult::undecided;
    const std::vector<ExprId> order = needed(ruleset_, {rule.when, rule.decided_when, rule.must});
    for (ExprId id : order) {
      const Op op = ruleset_.expr(id).op;
      if (op >= Op::rule_passes && op <= Op::rule_not_applicable) decide(ruleset_.expr(id).index);
    }
    bindings_.rules = results_;
    std::vector<Value> values;
    evaluate(ruleset_, order, bindings_, values);
    const auto test = [&](ExprId id) {
      return id == model::kNoExpr ? Truth::yes : truth(values[id]);
    };
    results_[i] = result(test(rule.when), test(rule.decided_when), test(rule.must));
    if (trace_) {
      RecordTrace told = trace_of(order, bindings_, values);
      told.rule = i;
      trace_(told);
    }
  }

  static RuleResult result(Truth when, Truth decided_when, Truth must) {
    if (when == Truth::no) return RuleResult::not_applicable;
    if (when == Truth::unknown || decided_when != Truth::yes || must == Truth::unknown)
      return RuleResult::undecided;
    return must == Truth::yes ? RuleResult::passes : RuleResult::fails;
  }

  const model::Ruleset& ruleset_;
  Index record_;
  const Tracer& trace_;
  Bindings bindings_;
  std::vector<RuleResult> results_;
  std::vector<bool> begun_;
};

// The days for parameters and the validity of codes: of a date that is not known, every day up to
// the cut-off.
RecordDays possible_days(const Value& v, const model::Type& type, Day cut_off,
                         const model::Ruleset& ruleset) {
  const auto day = [&](const Scalar& s) { return day_of_point(s, type, ruleset); };
  if (v.is_known() && !is_never(v.point())) return DaySpan{day(v.point()), day(v.point())};
  DaySpan days{kFirstDay, cut_off};
  if (v.state != Value::State::range) return days;
  if (v.low && day(*v.low) > cut_off) {  // only later days are left, or none
    if (v.high) return DaySpan{day(*v.low), day(*v.high)};
    return days;
  }
  if (v.low) days.first = day(*v.low);
  if (v.high) days.last = std::min(cut_off, day(*v.high));
  return days;
}

Truth any_not_in_force(const model::Ruleset& ruleset, const std::vector<Index>& parameters,
                       const RecordDays& days) {
  Truth any = Truth::no;
  for (Index p : parameters) any = or_(any, is_not_in_force(ruleset.parameters[p], days));
  return any;
}

std::optional<std::string> text_of(const Value& v, const model::Type& type,
                                   const model::Ruleset& ruleset) {
  if (!v.is_known() || is_never(v.point())) return std::nullopt;
  return plain_text(v.point(), type, ruleset);
}

// Did a two-valued word, or a verdict, meet a value that is not known?
bool met_the_unknown(const model::Ruleset& ruleset, const Conditions& conditions, const Bindings& b,
                     const std::vector<Value>& returned) {
  return std::any_of(conditions.two_valued.begin(), conditions.two_valued.end(), [&](ExprId id) {
    const model::Expr& e = ruleset.expr(id);
    if (e.args.empty()) return b.rules[e.index] == RuleResult::undecided;
    return !returned[e.args[0]].is_known();
  });
}

// Was a single test made no? It was where it is unknown without the convention.
bool made_no(const model::Ruleset& ruleset, const Conditions& conditions, Bindings b) {
  b.unknown_counts_as_no = false;
  const std::vector<ExprId> order = needed(ruleset, conditions.tests);
  std::vector<Value> values;
  evaluate(ruleset, order, b, values);
  return std::any_of(order.begin(), order.end(), [&](ExprId id) {
    return is_single_test(ruleset.expr(id)) && !values[id].is_known();
  });
}

}  // namespace

Conditions conditions_of(const model::Ruleset& ruleset, const model::Indicator& indicator) {
  Conditions c;
  c.indicator = &indicator;
  c.record = &ruleset.records[indicator.record];
  add(c.tests, indicator.population);
  for (const model::Clause& clause : indicator.left_out) add(c.tests, clause.condition);
  add(c.tests, indicator.met);
  for (const model::Clause& clause : indicator.excused) add(c.tests, clause.condition);
  for (ExprId v : {indicator.value, indicator.numerator, indicator.denominator}) add(c.values, v);

  std::vector<ExprId> looked_at = c.tests;
  looked_at.insert(looked_at.end(), c.values.begin(), c.values.end());
  std::vector<ExprId> all = looked_at;
  for (const model::WorkedOut& w : c.record->worked_out) add(all, w.value);
  for (const model::Clause& clause : indicator.failures) add(all, clause.condition);
  add(all, indicator.dated_by);
  add(all, indicator.rules_as_at);
  c.all = needed(ruleset, all);
  c.tests_only = read_directly(ruleset, c.tests);
  const std::size_t fields = c.record->fields.size();
  c.looks_at = fields_among(ruleset, needed(ruleset, looked_at), fields);
  c.value_reads = fields_among(ruleset, read_directly(ruleset, c.values), fields);
  for (ExprId id : needed(ruleset, looked_at)) {
    if (ruleset.expr(id).op == Op::parameter) c.parameters.push_back(ruleset.expr(id).index);
  }
  for (ExprId id : needed(ruleset, c.tests)) {
    if (is_two_valued(ruleset.expr(id).op)) c.two_valued.push_back(id);
  }
  const auto across_among = [&](const std::vector<ExprId>& nodes) {
    std::vector<ExprId> out;
    for (ExprId id : nodes) {
      if (ruleset.expr(id).op == Op::across) out.push_back(id);
    }
    return out;
  };
  c.across_tests = across_among(c.tests_only);
  c.across_values = across_among(read_directly(ruleset, c.values));
  c.across_all = across_among(needed(ruleset, looked_at));
  c.reads = reads_of(ruleset, *c.record, c.tests);
  return c;
}

Outcome against(const model::Indicator& indicator) {
  const bool lower = indicator.direction == model::Direction::lower_is_better ||
                     (indicator.direction == model::Direction::not_said &&
                      indicator.measure == model::Measure::counted);
  return lower ? Outcome::met : Outcome::not_met;
}

OutcomeSet possible_outcomes(const Tests& t, Outcome against) {
  const auto ways = [](Truth v) {
    return v == Truth::unknown ? std::vector<bool>{false, true}
                               : std::vector<bool>{v == Truth::yes};
  };
  OutcomeSet all;
  for (bool p : ways(t.in_population))
    for (bool x : ways(t.left_out))
      for (bool n : ways(t.not_in_force))
        for (bool m : ways(t.met))
          for (bool e : ways(t.excused)) {
            const Outcome o = m ? Outcome::met : Outcome::not_met;
            if (!p) {
              all |= Outcome::out;
            } else if (x) {
              all |= Outcome::left_out;
            } else if (n) {
              all |= Outcome::not_in_force;
            } else if (o == against && e) {
              all |= Outcome::excused;
            } else {
              all |= o;
            }
          }
  return all;
}

Dated dated(const Value& v, const model::Type& type, Day cut_off, const model::Ruleset& ruleset) {
  Dated d;
  if (v.state == Value::State::unknown) return d;
  const auto day = [&](const std::optional<Scalar>& s) { return day_of_point(*s, type, ruleset); };
  const std::optional<Scalar>& high = v.is_known() ? v.low : v.high;
  d.is_certainly_after = v.low && day(v.low) > cut_off;  // never is after every day
  d.may_be_after = v.or_never || !high || day(high) > cut_off;
  if (v.low && !d.is_certainly_after)
    d.range = DaySpan{day(v.low), high ? std::min(cut_off, day(high)) : cut_off};
  return d;
}

std::vector<RuleResult> rule_results(const model::Ruleset& ruleset, const RecordPlace& at,
                                     Index record, const Tables* tables, const Tracer& trace) {
  return Rules(ruleset, at, record, tables, trace).run();
}

RecordResult evaluate_record(const model::Ruleset& ruleset, const Conditions& conditions,
                             const RecordPlace& at, const std::vector<RuleResult>& rules,
                             const Tables* tables, int combinations, const Tracer& trace) {
  const model::Indicator& indicator = *conditions.indicator;
  const model::Record& record = *conditions.record;
  const std::size_t fields = record.fields.size();

  Bindings b;
  b.record = indicator.record;
  b.tables = tables;
  b.place = &at;
  b.with_doubt = true;
  b.rules = rules;
  b.cut_off = at.cut_off.day;
  b.unknown_counts_as_no = ruleset.unknown_counts_as_no;
  b.doubtful.assign(fields, false);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i] != RuleResult::fails) continue;
    for (Index f : ruleset.rules[i].doubted) b.doubtful[f] = true;
  }
  ExprId dated_by = indicator.dated_by;
  while (ruleset.expr(dated_by).op == Op::named) dated_by = ruleset.expr(dated_by).args[0];
  const Index dates =
      ruleset.expr(dated_by).op == Op::field ? ruleset.expr(dated_by).index : model::kNone;
  std::vector<Domain> domains(fields);
  const auto read_fields = [&] {
    b.fields.clear();
    b.cells.clear();
    for (Index f = 0; f < fields; ++f) {
      domains[f] = domain_of(ruleset, record.fields[f], *at.chunk, f, at.row, at.cut_off,
                             b.doubtful[f], b.days, f == dates);
      b.fields.push_back(domains[f].value);
      b.cells.push_back(domains[f].cell);
    }
  };
  std::vector<Value> returned;
  const auto date_of = [&](ExprId id) {
    evaluate(ruleset, needed(ruleset, {id}), b, returned);
    return returned[id];
  };
  const auto type = [&](ExprId id) -> const model::Type& { return ruleset.expr(id).type; };

  read_fields();
  const Value day = date_of(indicator.dated_by);
  const ExprId law =
      indicator.rules_as_at == model::kNoExpr ? indicator.dated_by : indicator.rules_as_at;
  b.days = possible_days(date_of(law), type(law), b.cut_off, ruleset);
  read_fields();  // once more: codes are valid on the record's date

  RecordResult r;
  r.dated = dated(day, type(indicator.dated_by), b.cut_off, ruleset);
  returned.clear();
  evaluate(ruleset, conditions.all, b, returned);
  if (trace) trace(trace_of(conditions.all, b, returned));
  const Truth not_in_force = any_not_in_force(ruleset, conditions.parameters, b.days);
  r.returned = tests_of(conditions, returned, not_in_force);
  for (const model::Clause& c : indicator.left_out)
    r.left_out.push_back(truth(returned[c.condition]));
  for (const model::Clause& c : indicator.excused)
    r.excused.push_back(truth(returned[c.condition]));
  for (const model::Clause& c : indicator.failures)
    r.failures.push_back(truth(returned[c.condition]));
  if (indicator.value != model::kNoExpr) r.value = returned[indicator.value];
  if (indicator.numerator != model::kNoExpr) r.numerator = returned[indicator.numerator];
  if (indicator.denominator != model::kNoExpr) r.denominator = returned[indicator.denominator];

  const Sets sets =
      try_fillings(ruleset, conditions, b, domains, returned, not_in_force, combinations);
  r.now = sets.now;
  r.later = sets.later;
  r.is_proved = sets.is_proved;
  if (indicator.measure == model::Measure::percentile && !r.value.is_known() &&
      r.now.has(Outcome::met)) {
    for (Index f = 0; f < fields; ++f) {
      if (conditions.value_reads[f] && domains[f].can_be_open)
        r.now = r.now.without(Outcome::met) | Outcome::not_yet_due;
    }
    for (ExprId id : conditions.across_values) {
      if (returned[id].reasons.has(Reason::not_yet_due))
        r.now = r.now.without(Outcome::met) | Outcome::not_yet_due;
    }
  }
  if (r.dated.is_certainly_after) {
    r.now = r.later = Outcome::out;
  } else if (r.dated.may_be_after) {
    r.now |= Outcome::out;
    r.later |= Outcome::out;
  }
  r.is_by_convention = met_the_unknown(ruleset, conditions, b, returned) ||
                       (b.unknown_counts_as_no && made_no(ruleset, conditions, b));
  r.has_favourable_blank =
      std::any_of(indicator.favourable_blanks.begin(), indicator.favourable_blanks.end(),
                  [&](const model::FavourableBlank& f) { return b.cells[f.field] == Cell::blank; });
  for (Index f = 0; f < fields; ++f) {
    r.fields.push_back(text_of(b.fields[f], record.fields[f].type, ruleset));
    if (!conditions.looks_at[f]) continue;
    const Value& v = b.fields[f];
    Reasons reasons = v.reasons;
    if (v.is_known())
      reasons = record.fields[f].items == model::kNone
                    ? Reasons()
                    : odd_items(ruleset, record.fields[f], std::get<std::string>(v.point()));
    reasons.each([&](Reason why) { r.reasons.push_back({record.fields[f].name, why}); });
  }
  for (const model::WorkedOut& w : record.worked_out)
    r.fields.push_back(text_of(returned[w.value], w.type, ruleset));
  for (ExprId id : conditions.across_all) {
    const model::Across& a = ruleset.across[ruleset.expr(id).index];
    returned[id].reasons.each([&](Reason why) {
      if (why == Reason::stated) return;  // by no row: the fields that the node reads say why
      r.reasons.push_back({ruleset.records[a.record].name, why});
    });
  }
  return r;
}

}  // namespace assize::reference
