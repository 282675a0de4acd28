#include "adapters/cli/needed_fields.h"

#include <algorithm>

namespace assize::cli {

namespace {

using model::ExprId;
using model::Index;
using model::kNoExpr;
using model::kNone;

class Walk {
 public:
  explicit Walk(const model::Ruleset& ruleset)
      : ruleset_(ruleset), rules_seen_(ruleset.rules.size()) {
    for (const model::Record& r : ruleset.records) {
      needed_.emplace_back(r.fields.size());
      seen_.emplace_back(ruleset.exprs.size());
    }
  }

  void standard(const model::Standard& s) {
    indicator(s.indicator);
    if (s.comparison) {
      for (const Index side : s.comparison->sides) indicator(side);
    }
    const Index record = ruleset_.indicators[s.indicator].record;
    for (const Index f : s.per_fields) part(record, f);
    for (const model::ReportEvery& r : s.report_every) part(record, r.field);
    expression(record, s.expects_where);
  }

  void variation(const model::Variation& v) {
    indicator(v.indicator);
    const Index record = ruleset_.indicators[v.indicator].record;
    for (const auto* fields : {&v.per_fields, &v.groups, &v.strata}) {
      for (const Index f : *fields) part(record, f);
    }
    if (v.target_of != kNone) standard(ruleset_.standards[v.target_of]);
  }

  // Schemes are looked at together: what one pays, another does not pay again.
  void payments(const model::PaymentScheme& s) {
    for (const model::PaidOutcome& o : s.outcomes) {
      if (o.standard != kNone) standard(ruleset_.standards[o.standard]);
      if (o.indicator == kNone) continue;
      indicator(o.indicator);
      if (o.certain != kNone) indicator(o.certain);
      field(ruleset_.indicators[o.indicator].record, o.person);
      field(ruleset_.indicators[o.indicator].record, o.on);
    }
    if (!s.volume) return;
    indicator(s.volume->indicator);
    for (const Index f : s.volume->per_fields)
      part(ruleset_.indicators[s.volume->indicator].record, f);
  }

  void indicator(Index index) {
    const model::Indicator& i = ruleset_.indicators[index];
    if (i.combined) {
      const bool ratio = i.combined->kind == model::Combined::Kind::ratio;
      for (int part = 0; part < (ratio ? 2 : 1); ++part) indicator(i.combined->parts[part]);
      part(i.record, i.combined->by);
      return;
    }
    for (const ExprId e :
         {i.dated_by, i.rules_as_at, i.population, i.met, i.numerator, i.denominator, i.value}) {
      expression(i.record, e);
    }
    for (const auto* clauses : {&i.left_out, &i.excused, &i.failures}) {
      for (const model::Clause& c : *clauses) expression(i.record, c.condition);
    }
    for (const model::FavourableBlank& f : i.favourable_blanks) field(i.record, f.field);
    identity(i.record);
    // A rule that fails makes fields doubtful, so its verdict is needed wherever the record is
    // judged.
    for (Index r = 0; r < ruleset_.rules.size(); ++r) {
      if (ruleset_.rules[r].record == i.record && !ruleset_.rules[r].doubted.empty()) rule(r);
    }
  }

  void rule(Index index) {
    if (rules_seen_[index]) return;
    rules_seen_[index] = true;
    const model::Rule& r = ruleset_.rules[index];
    for (const ExprId e : {r.when, r.decided_when, r.must}) expression(r.record, e);
    identity(r.record);
    // Verdicts are counted by provider and by the day of the first indicator of the record.
    for (const model::Indicator& i : ruleset_.indicators) {
      if (i.record != r.record) continue;
      expression(r.record, i.dated_by);
      break;
    }
  }

  std::vector<std::vector<bool>> take() { return std::move(needed_); }

 private:
  void field(Index record, Index f) {
    if (f != kNone) needed_[record][f] = true;
  }

  void part(Index record, Index f) {
    if (f == kNone) return;
    const ExprId value = ruleset_.records[record].part(f).value;
    if (value == kNoExpr)
      field(record, f);
    else
      expression(record, value);
  }

  void identity(Index record) {
    const model::Record& r = ruleset_.records[record];
    for (const Index f : r.key) field(record, f);
    field(record, r.provider);
  }

  void across(Index index) {
    const model::Across& a = ruleset_.across[index];
    for (const model::LinkKey& k : a.keys) {
      field(a.outer, k.mine);
      field(a.record, k.theirs);
    }
    field(a.record, ruleset_.records[a.record].dated_by);
    identity(a.record);
    expression(a.record, a.condition);
    expression(a.record, a.value);
    expression(a.record, a.until);
    for (const ExprId key : a.order) expression(a.record, key);
    for (Index r = 0; r < ruleset_.rules.size(); ++r) {
      if (ruleset_.rules[r].record == a.record && !ruleset_.rules[r].doubted.empty()) rule(r);
    }
  }

  void expression(Index record, ExprId id) {
    std::vector<ExprId> open;
    if (id != kNoExpr) open.push_back(id);
    while (!open.empty()) {
      const ExprId at = open.back();
      open.pop_back();
      if (seen_[record][at]) continue;
      seen_[record][at] = true;
      const model::Expr& e = ruleset_.expr(at);
      switch (e.op) {
        case model::Op::field:
          field(record, e.index);
          break;
        case model::Op::across:
          across(e.index);
          break;
        case model::Op::rule_passes:
        case model::Op::rule_fails:
        case model::Op::rule_undecided:
        case model::Op::rule_not_applicable:
          rule(e.index);
          break;
        default:
          break;
      }
      for (const ExprId arg : e.args) {
        if (arg != kNoExpr) open.push_back(arg);
      }
    }
  }

  const model::Ruleset& ruleset_;
  std::vector<std::vector<bool>> needed_, seen_;
  std::vector<bool> rules_seen_;
};

}  // namespace

std::vector<std::vector<bool>> needed_fields(const model::Ruleset& ruleset,
                                             const std::vector<std::string>& only) {
  Walk walk(ruleset);
  const auto chosen = [&](const std::string& name) {
    return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
  };
  for (const model::Standard& s : ruleset.standards) {
    if (chosen(s.name) || chosen(ruleset.indicators[s.indicator].name)) walk.standard(s);
  }
  for (const model::Variation& v : ruleset.variations) {
    if (chosen(v.name) || chosen(ruleset.indicators[v.indicator].name)) walk.variation(v);
  }
  const bool paid = std::any_of(ruleset.payment_schemes.begin(), ruleset.payment_schemes.end(),
                                [&](const model::PaymentScheme& s) { return chosen(s.name); });
  for (const model::PaymentScheme& s : ruleset.payment_schemes) {
    if (paid) walk.payments(s);
  }
  for (Index i = 0; i < ruleset.indicators.size(); ++i) {
    if (chosen(ruleset.indicators[i].name)) walk.indicator(i);
  }
  for (Index r = 0; r < ruleset.rules.size(); ++r) {
    if (chosen(ruleset.rules[r].name)) walk.rule(r);
  }
  return walk.take();
}

}  // namespace assize::cli
