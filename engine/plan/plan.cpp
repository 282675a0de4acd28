#include "engine/plan/plan.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace assize::plan {

using model::Expr;
using model::ExprId;
using model::Index;
using model::Op;

Kind kind_of(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return Kind::truth;
    case model::Kind::number:
      return Kind::number;
    case model::Kind::text:
      return Kind::text;
    case model::Kind::code:
      return Kind::code;
    case model::Kind::date:
    case model::Kind::date_time:
    case model::Kind::wall_time:
    case model::Kind::elapsed:
      return Kind::ordinal;
    default:
      return Kind::other;
  }
}

namespace {

// How an expression reads its record.
struct View {
  bool doubt = false;
  StepId date = kNoStep;
  // Within a condition across records: there an unknown stays one, whatever the module says.
  bool inside = false;
  Index dates = model::kNone;  // the field that dates the record, for the indicator
  auto operator<=>(const View&) const = default;
};

class Planner {
 public:
  Planner(const model::Ruleset& ruleset, Index record) : ruleset_(ruleset) {
    plan_.record = record;
    const std::size_t fields = ruleset.records[record].fields.size();
    plan_.base.assign(fields, kNoStep);
    doubters_.resize(fields);
    for (std::size_t i = 0; i < ruleset.rules.size(); ++i) {
      if (ruleset.rules[i].record != record) continue;
      for (const Index f : ruleset.rules[i].doubted) doubters_[f].push_back(static_cast<Index>(i));
    }
  }

  RecordPlan make(const Wanted& wanted) {
    const auto& record = ruleset_.records[plan_.record];
    for (const Index k : record.key) field(k, {});
    if (record.provider != model::kNone) field(record.provider, {});
    for (std::size_t i = 0; i < ruleset_.rules.size(); ++i) {
      if (ruleset_.rules[i].record != plan_.record || !wanted.rules[i]) continue;
      plan_.rules.push_back({static_cast<Index>(i), verdict(static_cast<Index>(i)), std::nullopt});
    }
    for (std::size_t i = 0; i < ruleset_.indicators.size(); ++i) {
      const auto& in = ruleset_.indicators[i];
      if (in.record != plan_.record) continue;
      if (plan_.rule_days == kNoStep && !plan_.rules.empty())
        plan_.rule_days = days(step(in.dated_by, {}), false);
      if (wanted.indicators[i])
        plan_.indicators.push_back(indicator(static_cast<Index>(i), wanted.per_fields[i]));
    }
    plan_.expects.assign(ruleset_.standards.size(), kNoStep);
    for (std::size_t i = 0; i < ruleset_.standards.size(); ++i) {
      const auto& s = ruleset_.standards[i];
      if (!wanted.standards[i] || ruleset_.indicators[s.indicator].record != plan_.record) continue;
      if (s.expects_where != model::kNoExpr) plan_.expects[i] = step(s.expects_where, {});
    }
    if (!wanted.outcomes) {
      put_off_uniqueness();
      share_indicators();
    }
    return std::move(plan_);
  }

  // The conditions of a node across records, over the rows of its record.
  std::shared_ptr<const AcrossPlan> make_across(const Expr& node, bool doubt) {
    const model::Across& a = ruleset_.across[node.index];
    AcrossPlan out;
    out.across = node.index;
    const View view{doubt, kNoStep, ruleset_.unknown_counts_as_no};
    const auto& record = ruleset_.records[plan_.record];
    for (const model::LinkKey& k : a.keys) field(k.theirs, {});
    for (const Index k : record.key) field(k, {});
    if (record.provider != model::kNone) field(record.provider, {});
    std::vector<ExprId> parts;
    const auto part = [&](ExprId e) {
      if (e == model::kNoExpr) return kNoStep;
      parts.push_back(e);
      return step(e, view);
    };
    out.condition = part(a.condition);
    out.value = part(a.value);
    out.until = part(a.until);
    for (const ExprId key : a.order) out.order.push_back(part(key));
    std::vector<Index> read;
    std::vector<bool> seen(ruleset_.exprs.size(), false);
    for (const ExprId e : parts) fields_below(e, seen, read);
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    for (const Index f : read) out.fields.push_back(field(f, view));
    out.handed_in.assign(node.args.size(), kNoStep);
    std::vector<bool> below_parts(plan_.steps.size(), false);
    for (const StepId s : out.order) below(s, true, below_parts);
    below(out.condition, true, below_parts);
    below(out.value, true, below_parts);
    below(out.until, true, below_parts);
    for (StepId s = 0; s < plan_.steps.size(); ++s) {
      if (!below_parts[s]) continue;
      if (plan_.steps[s].what == What::across) out.nested.push_back(s);
      if (plan_.steps[s].what == What::operation) {
        const Expr& e = ruleset_.expr(plan_.steps[s].expr);
        if (e.op == Op::doubted) out.doubts.emplace_back(plan_.steps[s].args[0], e.reason);
      }
      if (plan_.steps[s].what != What::outer) continue;
      out.handed_in[plan_.steps[s].index] = s;
      out.is_correlated = true;
    }
    out.rows = std::move(plan_);
    return std::make_shared<const AcrossPlan>(std::move(out));
  }

 private:
  struct Senses {
    bool doubt = false, date = false;
  };

  void share_indicators() {
    const auto what_counts = [&](const IndicatorPlan& p) {
      const model::Indicator& in = ruleset_.indicators[p.indicator];
      std::vector<Index> blanks;
      for (const model::FavourableBlank& b : in.favourable_blanks) blanks.push_back(b.field);
      return std::tuple(in.measure, in.direction, blanks, p.days, p.date, p.returned_days,
                        p.population, p.met, p.numerator, p.denominator, p.value, p.left_out,
                        p.excused, p.failures, p.subgroups);
    };
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      for (std::size_t k = 0; k < i && !plan_.indicators[i].same_as; ++k) {
        const IndicatorPlan &earlier = plan_.indicators[k], &later = plan_.indicators[i];
        if (earlier.absent.empty() && later.absent.empty() && !earlier.same_as &&
            what_counts(earlier) == what_counts(later))
          plan_.indicators[i].same_as = k;
      }
    }
  }

  void put_off_uniqueness() {
    std::vector<std::vector<StepId>> readers(plan_.steps.size());
    for (StepId s = 0; s < plan_.steps.size(); ++s) {
      for (const StepId a : plan_.steps[s].args) {
        if (a != kNoStep) readers[a].push_back(s);
      }
    }
    std::vector<bool> is_root(plan_.steps.size(), false);
    const auto roots = [&](const std::vector<StepId>& list) {
      for (const StepId s : list) {
        if (s != kNoStep) is_root[s] = true;
      }
    };
    roots(plan_.expects);
    for (const IndicatorPlan& p : plan_.indicators) {
      roots({p.population, p.met, p.numerator, p.denominator, p.value});
      for (const auto* list : {&p.left_out, &p.excused, &p.failures}) roots(*list);
    }
    const auto is_whole_requirement = [&](StepId of, StepId verdict) {
      const Step& v = plan_.steps[verdict];
      return v.what == What::verdict && readers[verdict].empty() && v.args[0] != of &&
             v.args[1] != of;
    };
    for (StepId s = 0; s < plan_.steps.size(); ++s) {
      const Step& step = plan_.steps[s];
      if (step.what != What::across || step.test || is_root[s]) continue;
      if (ruleset_.across[plan_.across[step.index]->across].kind != model::AcrossKind::unique)
        continue;
      if (!std::all_of(readers[s].begin(), readers[s].end(),
                       [&](StepId v) { return is_whole_requirement(s, v); }))
        continue;
      for (RulePlan& r : plan_.rules) {
        if (plan_.steps[r.verdict].args[2] == s) r.put_off = plan_.put_off.size();
      }
      plan_.put_off.push_back(s);
    }
  }

  // On some day it has another value, or none.
  static bool is_dated(const model::Parameter& p) {
    return p.values.size() != 1 || p.values[0].valid.from || p.values[0].valid.until;
  }
  bool list_is_dated(std::uint32_t list) const {
    const auto& codes = ruleset_.code_lists[list].codes;
    return std::any_of(codes.begin(), codes.end(),
                       [](const model::Code& c) { return c.valid.from || c.valid.until; });
  }
  // What an expression would notice of a view.
  const Senses& senses(ExprId id) {
    if (const auto known = senses_.find(id); known != senses_.end()) return known->second;
    const Expr& e = ruleset_.expr(id);
    Senses s;
    if (e.op == Op::field) {
      s.doubt = !doubters_[e.index].empty();
      s.date = e.type.kind == model::Kind::code && list_is_dated(e.type.list);
    } else if (e.op == Op::parameter) {
      s.date = is_dated(ruleset_.parameters[e.index]);
    }
    if (e.op == Op::across) {
      // Rows of other records are doubtful too.
      s.doubt = std::any_of(ruleset_.rules.begin(), ruleset_.rules.end(),
                            [](const model::Rule& r) { return !r.doubted.empty(); });
    }
    for (const ExprId a : e.args) {
      const Senses below = senses(a);
      s.doubt |= below.doubt;
      s.date |= below.date;
    }
    return senses_[id] = s;
  }

  // Does it read the field of the record?
  bool reads(ExprId id, Index f) {
    std::vector<signed char>& known = reads_[f];
    known.resize(ruleset_.exprs.size(), -1);
    if (known[id] >= 0) return known[id] == 1;
    const Expr& e = ruleset_.expr(id);
    bool is = e.op == Op::field && e.index == f;
    for (const ExprId a : e.args) is = is || reads(a, f);
    reads_[f][id] = is ? 1 : 0;
    return is;
  }

  StepId push(Step s) {
    plan_.steps.push_back(std::move(s));
    return static_cast<StepId>(plan_.steps.size() - 1);
  }

  StepId field(Index f, View view) {
    view.inside = false;
    const model::Field& field = ruleset_.records[plan_.record].fields[f];
    if (doubters_[f].empty()) view.doubt = false;
    if (field.type.kind != model::Kind::code || !list_is_dated(field.type.list))
      view.date = kNoStep;
    if (view.dates != f) view.dates = model::kNone;
    const auto key = std::make_pair(f, view);
    if (const auto known = fields_.find(key); known != fields_.end()) return known->second;
    Step s;
    s.what = What::field;
    s.kind = kind_of(field.type);
    s.type = field.type;
    s.index = f;
    s.date = view.date;
    s.dates = view.dates == f;
    if (view.doubt) {
      for (const Index r : doubters_[f]) s.args.push_back(verdict(r));
    }
    if (view != View{}) field_base(f);
    const StepId id = push(std::move(s));
    fields_[key] = id;
    if (view == View{}) plan_.base[f] = id;
    return id;
  }
  void field_base(Index f) { field(f, {}); }

  StepId verdict(Index r) {
    if (const auto known = verdicts_.find(r); known != verdicts_.end()) return known->second;
    const model::Rule& rule = ruleset_.rules[r];
    Step s;
    s.what = What::verdict;
    s.index = r;
    for (const ExprId e : {rule.when, rule.decided_when, rule.must}) {
      s.args.push_back(e == model::kNoExpr ? kNoStep : step(e, {}));
    }
    return verdicts_[r] = push(std::move(s));
  }

  // `for_rules`: the days that parameters and codes are looked up on.
  StepId days(StepId of, bool for_rules) {
    const auto key = std::make_pair(of, for_rules);
    if (const auto known = days_.find(key); known != days_.end()) return known->second;
    Step s;
    s.what = What::days;
    s.kind = Kind::ordinal;
    s.type.kind = model::Kind::date;
    s.index = for_rules ? 1 : 0;
    s.args = {of};
    return days_[key] = push(std::move(s));
  }

  StepId step(ExprId id, View view) {
    const Expr& e = ruleset_.expr(id);
    if (e.op == Op::named) return step(e.args[0], view);
    const Senses& s = senses(id);
    if (!s.doubt) view.doubt = false;
    if (!s.date) view.date = kNoStep;
    if (view.dates != model::kNone && !reads(id, view.dates)) view.dates = model::kNone;
    const bool counts_as_no =
        ruleset_.unknown_counts_as_no && !view.inside && e.type.kind == model::Kind::yes_no;
    if (e.op == Op::field && !counts_as_no) return field(e.index, view);
    const auto key = std::make_pair(id, view);
    if (const auto known = steps_.find(key); known != steps_.end()) return known->second;
    Step out;
    out.expr = id;
    out.type = e.type;
    out.kind = kind_of(e.type);
    out.index = e.index;
    if (e.op == Op::literal || e.op == Op::cut_off) {
      out.what = What::literal;
    } else if (e.op == Op::parameter) {
      out.what = What::parameter;
      out.date = view.date;
    } else if (is_word(e.op)) {
      word(e, view, out);
    } else if (e.op == Op::field) {
      out.args = {field(e.index, view)};
    } else if (e.op == Op::across) {
      across(e, view, out);
    } else if (e.op == Op::outer) {
      out.what = What::outer;
    } else {
      for (const ExprId a : e.args) out.args.push_back(step(a, view));
    }
    out.test = counts_as_no && e.op != Op::and_ && e.op != Op::or_ && e.op != Op::not_ &&
               e.op != Op::implies && e.op != Op::xor_ && e.op != Op::choose;
    return steps_[key] = push(std::move(out));
  }

  void across(const Expr& e, View view, Step& out) {
    const model::Across& a = ruleset_.across[e.index];
    out.what = What::across;
    for (const ExprId arg : e.args) out.args.push_back(step(arg, view));
    for (const model::LinkKey& k : a.keys) field(k.mine, {});
    out.index = static_cast<std::uint32_t>(plan_.across.size());
    plan_.across.emplace_back();  // its place: planning it may plan others
    plan_.across[out.index] = Planner(ruleset_, a.record).make_across(e, view.doubt);
  }

  void word(const Expr& e, View view, Step& out) {
    out.what = What::word;
    if (e.op == Op::rule_passes || e.op == Op::rule_fails || e.op == Op::rule_undecided ||
        e.op == Op::rule_not_applicable) {
      out.args = {verdict(e.index)};
      return;
    }
    const Expr& under = ruleset_.expr(unnamed(ruleset_, e.args[0]));
    if (under.op == Op::field) out.field = field(under.index, view);
    const bool reads_cell = under.op == Op::field && e.op != Op::surely;
    for (const ExprId a : e.args) out.args.push_back(step(a, view));
    if (reads_cell) out.args[0] = out.field;
    std::vector<bool> seen(ruleset_.exprs.size(), false);
    fields_below(e.args[0], seen, out.reads);
    out.over_across = std::any_of(seen.begin(), seen.end(), [&, id = ExprId{0}](bool s) mutable {
      return ruleset_.expr(id++).op == Op::across && s;
    });
    std::sort(out.reads.begin(), out.reads.end());
    out.reads.erase(std::unique(out.reads.begin(), out.reads.end()), out.reads.end());
    for (const Index f : out.reads) field_base(f);
  }

  void fields_below(ExprId id, std::vector<bool>& seen, std::vector<Index>& out) const {
    if (seen[id]) return;
    seen[id] = true;
    const Expr& e = ruleset_.expr(id);
    if (e.op == Op::field) out.push_back(e.index);
    for (const ExprId a : e.args) fields_below(a, seen, out);
  }

  void parameters_below(ExprId id, std::vector<bool>& seen, std::vector<Index>& out) const {
    if (id == model::kNoExpr || seen[id]) return;
    seen[id] = true;
    const Expr& e = ruleset_.expr(id);
    if (e.op == Op::parameter) out.push_back(e.index);
    for (const ExprId a : e.args) parameters_below(a, seen, out);
  }

  // Steps below `id`; `words`: also below two-valued words.
  void below(StepId id, bool words, std::vector<bool>& seen) const {
    if (id == kNoStep || seen[id]) return;
    seen[id] = true;
    const Step& s = plan_.steps[id];
    if (s.what == What::verdict || s.what == What::field || (!words && s.what == What::word))
      return;
    for (const StepId a : s.args) below(a, words, seen);
  }

  IndicatorPlan indicator(Index i, const std::vector<Index>& per_fields) {
    const model::Indicator& in = ruleset_.indicators[i];
    IndicatorPlan out;
    out.indicator = i;
    const Expr& dated_by = ruleset_.expr(unnamed(ruleset_, in.dated_by));
    const Index dates = dated_by.op == Op::field ? dated_by.index : model::kNone;
    const View doubtful{true, kNoStep, false, dates};
    out.days = days(step(in.dated_by, doubtful), false);
    out.returned_days = days(step(in.dated_by, {false, kNoStep, false, dates}), false);
    out.date =
        days(step(in.rules_as_at == model::kNoExpr ? in.dated_by : in.rules_as_at, doubtful), true);
    const View view{true, out.date, false, dates};
    const auto at = [&](ExprId e) { return e == model::kNoExpr ? kNoStep : step(e, view); };
    out.population = at(in.population);
    for (const auto& c : in.left_out) out.left_out.push_back(at(c.condition));
    for (const auto& c : in.excused) out.excused.push_back(at(c.condition));
    for (const auto& c : in.failures) out.failures.push_back(at(c.condition));
    const bool yes_no = in.measure == model::Measure::met || in.measure == model::Measure::counted;
    if (yes_no) out.met = at(in.met);
    if (in.measure == model::Measure::totals) {
      out.numerator = at(in.numerator);
      out.denominator = at(in.denominator);
    }
    if (in.measure == model::Measure::percentile) out.value = at(in.value);

    std::vector<ExprId> tests;
    const auto test = [&](ExprId e, StepId s) {
      if (e == model::kNoExpr) return;
      tests.push_back(e);
      out.roots.push_back(s);
    };
    test(in.population, out.population);
    for (std::size_t k = 0; k < in.left_out.size(); ++k)
      test(in.left_out[k].condition, out.left_out[k]);
    if (yes_no) {
      test(in.met, out.met);
      for (std::size_t k = 0; k < in.excused.size(); ++k)
        test(in.excused[k].condition, out.excused[k]);
    }

    std::vector<ExprId> all = tests;
    for (const ExprId e : {in.numerator, in.denominator, in.value}) {
      if (e != model::kNoExpr) all.push_back(e);
    }
    std::vector<Index> parameters;
    std::vector<bool> seen(ruleset_.exprs.size(), false);
    for (const ExprId e : all) parameters_below(e, seen, parameters);
    std::sort(parameters.begin(), parameters.end());
    for (const Index p : parameters) {
      if (!is_dated(ruleset_.parameters[p])) continue;
      Step s;
      s.what = What::absent;
      s.index = p;
      s.date = out.date;
      out.absent.push_back(push(std::move(s)));
    }

    std::vector<bool> filled(plan_.steps.size(), false), deep(plan_.steps.size(), false);
    for (const StepId r : out.roots) {
      below(r, false, filled);
      below(r, true, deep);
    }
    for (StepId s = 0; s < plan_.steps.size(); ++s) {
      if (filled[s]) out.filled.push_back(s);
      const Step& st = plan_.steps[s];
      if (filled[s] && st.what == What::across) out.across.push_back(s);
      if (deep[s] && (st.what == What::word || st.test)) out.conventions.push_back(s);
    }
    out.reads = reads_of(ruleset_, plan_.record, tests);
    for (const FieldRead& f : out.reads.fields) out.field_step.push_back(field(f.field, view));
    const auto constant = [&](const Term& t) {
      if (t.field == model::kNone) out.link_step[t.expr] = step(t.expr, view);
      if (t.shift == model::kNoExpr) return;
      for (const ExprId v : values_of(ruleset_, t.shift)) out.link_step[v] = step(v, view);
    };
    for (const Link& l : out.reads.links) {
      constant(l.left);
      constant(l.right);
      for (const ExprId limit : l.limits) {
        for (const ExprId v : values_of(ruleset_, limit)) out.link_step[v] = step(v, view);
      }
    }
    for (const Index f : per_fields) {
      const ExprId value = ruleset_.records[plan_.record].part(f).value;
      out.subgroups.emplace_back(f, value == model::kNoExpr ? field(f, view) : step(value, view));
    }

    std::vector<Index> value_fields, shown;
    seen.assign(ruleset_.exprs.size(), false);
    for (const ExprId e : {in.numerator, in.denominator, in.value}) {
      if (e != model::kNoExpr) fields_below(e, seen, value_fields);
    }
    std::sort(value_fields.begin(), value_fields.end());
    for (const Index f : value_fields) out.value_fields.push_back(field(f, view));
    std::vector<bool> in_value(plan_.steps.size(), false), anywhere(deep);
    anywhere.resize(plan_.steps.size(), false);
    for (const StepId s : {out.numerator, out.denominator, out.value}) {
      below(s, false, in_value);
      below(s, true, anywhere);
    }
    for (StepId s = 0; s < plan_.steps.size(); ++s) {
      if (plan_.steps[s].what != What::across) continue;
      if (s < in_value.size() && in_value[s]) out.value_across.push_back(s);
      if (s < anywhere.size() && anywhere[s]) out.shown_across.push_back(s);
    }
    seen.assign(ruleset_.exprs.size(), false);
    for (const ExprId e : all) fields_below(e, seen, shown);
    std::sort(shown.begin(), shown.end());
    for (const Index f : shown) out.shown.push_back(field(f, view));
    return out;
  }

  const model::Ruleset& ruleset_;
  RecordPlan plan_;
  std::vector<std::vector<Index>> doubters_;
  std::map<ExprId, Senses> senses_;
  std::map<Index, std::vector<signed char>> reads_;  // by field and expression; -1: not asked yet
  std::map<std::pair<ExprId, View>, StepId> steps_;
  std::map<std::pair<Index, View>, StepId> fields_;
  std::map<Index, StepId> verdicts_;
  std::map<std::pair<StepId, bool>, StepId> days_;
};

}  // namespace

void look_at(const RecordPlan& plan, const model::Ruleset& ruleset, std::vector<LookedAt>& out) {
  for (std::size_t i = 0; i < plan.across.size(); ++i) {
    const auto& a = plan.across[i];
    const bool put_off = std::any_of(plan.put_off.begin(), plan.put_off.end(),
                                     [&](StepId s) { return plan.steps[s].index == i; });
    if (put_off) continue;
    const model::Across& node = ruleset.across[a->across];
    LookedAt& at = out[node.record];
    if (node.kind == model::AcrossKind::unique) {
      const Index key = node.keys[0].theirs;
      if (std::find(at.keys.begin(), at.keys.end(), key) == at.keys.end()) at.keys.push_back(key);
    } else {
      at.whole = true;
    }
    look_at(a->rows, ruleset, out);
  }
}

RecordPlan make_plan(const model::Ruleset& ruleset, Index record, const Wanted& wanted) {
  return Planner(ruleset, record).make(wanted);
}

}  // namespace assize::plan
