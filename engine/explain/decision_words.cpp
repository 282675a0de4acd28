#include "engine/explain/decision_words.h"

#include <set>

#include "dsl/base/truth.h"
#include "dsl/wording/condition.h"
#include "dsl/wording/values.h"

namespace assize {

namespace {

using model::Expr;
using model::ExprId;
using model::Index;
using model::kNoExpr;
using model::Op;

const char* word_of(Truth t) {
  return t == Truth::yes ? "yes" : t == Truth::no ? "no" : "not known";
}

class Decide {
 public:
  Decide(const model::Ruleset& ruleset, const RecordTrace& trace) : r_(ruleset), t_(trace) {}

  std::vector<Decision> indicator(const model::Indicator& i) {
    if (i.population != kNoExpr && truth(i.population) != Truth::yes) {
      add("only those where", i.population);
      if (truth(i.population) == Truth::no) return std::move(out_);
    }
    for (const model::Clause& c : i.left_out) {
      if (truth(c.condition) == Truth::no) continue;
      add("leave out " + c.name, c.condition);
      if (truth(c.condition) == Truth::yes) return std::move(out_);
    }
    if (i.met != kNoExpr) {
      const bool counted = i.measure == model::Measure::counted;
      add(counted ? "counted when" : "met when", i.met);
      if (truth(i.met) == (counted ? Truth::no : Truth::yes)) return std::move(out_);
    }
    for (const model::Clause& c : i.excused) {
      if (truth(c.condition) != Truth::no) add("excuse " + c.name, c.condition);
    }
    for (const model::Clause& c : i.failures) {
      if (truth(c.condition) == Truth::yes) add("show failures by " + c.name, c.condition);
    }
    Decision figures{"", "", {}};
    for (const ExprId v : {i.value, i.numerator, i.denominator}) {
      if (v != kNoExpr) figures.tests.push_back(line(v));
    }
    if (!figures.tests.empty()) out_.push_back(std::move(figures));
    return std::move(out_);
  }

  std::vector<Decision> rule(const model::Rule& rule) {
    if (rule.when != kNoExpr && truth(rule.when) != Truth::yes) {
      add("when", rule.when);
      if (truth(rule.when) == Truth::no) return std::move(out_);
    }
    if (rule.decided_when != kNoExpr && truth(rule.decided_when) != Truth::yes)
      add("decided when", rule.decided_when);
    if (out_.empty()) add("must", rule.must);
    return std::move(out_);
  }

 private:
  const Value& value(ExprId id) const { return (*t_.values)[id]; }

  Truth truth(ExprId id) const {
    const Value& v = value(id);
    const auto* yes = v.is_known() ? std::get_if<bool>(&v.point()) : nullptr;
    return yes == nullptr ? Truth::unknown : *yes ? Truth::yes : Truth::no;
  }

  void add(const std::string& clause, ExprId id) {
    Decision d{clause, word_of(truth(id)), {}};
    std::vector<ExprId> leaves;
    std::set<ExprId> met;
    settle(id, leaves, met);
    for (const ExprId leaf : leaves) d.tests.push_back(line(leaf));
    out_.push_back(std::move(d));
  }

  // The tests without which the condition would not have come out so.
  void settle(ExprId id, std::vector<ExprId>& leaves, std::set<ExprId>& met) const {
    if (!met.insert(id).second) return;
    const Expr& e = r_.expr(id);
    const Truth t = truth(id);
    const auto only = [&](Truth wanted) {
      for (const ExprId a : e.args) {
        if (truth(a) == wanted) settle(a, leaves, met);
      }
    };
    const auto all = [&] {
      for (const ExprId a : e.args) settle(a, leaves, met);
    };
    switch (e.op) {
      case Op::and_:
        return t == Truth::yes ? all() : only(t);
      case Op::or_:
        return t == Truth::no ? all() : only(t);
      case Op::implies:
        if (t == Truth::unknown) return only(Truth::unknown);
        if (t == Truth::no) return all();
        return settle(truth(e.args[0]) == Truth::no ? e.args[0] : e.args[1], leaves, met);
      case Op::not_:
      case Op::xor_:
        return all();
      case Op::named:
        if (e.type.kind == model::Kind::yes_no) return all();
        break;
      case Op::choose:
        return choose(e, leaves, met);
      default:
        break;
    }
    leaves.push_back(id);
  }

  void choose(const Expr& e, std::vector<ExprId>& leaves, std::set<ExprId>& met) const {
    for (std::size_t i = 0; i + 1 < e.args.size(); i += 2) {
      if (truth(e.args[i]) == Truth::no) continue;
      settle(e.args[i], leaves, met);
      if (e.type.kind == model::Kind::yes_no) settle(e.args[i + 1], leaves, met);
      if (truth(e.args[i]) == Truth::yes) return;
    }
    if (e.type.kind == model::Kind::yes_no) settle(e.args.back(), leaves, met);
  }

  std::string line(ExprId id) const {
    const Expr& e = r_.expr(id);
    const bool is_test = e.type.kind == model::Kind::yes_no;
    std::string text = wording::in_words(r_, t_.type, id);
    text += is_test ? std::string(": ") + word_of(truth(id)) : " is " + known(e.type, value(id));
    if (!is_test && e.op == Op::field) return field(e.index);
    std::vector<std::string> read;
    std::set<ExprId> met;
    values_below(id, id, read, met);
    std::string all;
    for (const std::string& v : read) all += (all.empty() ? "" : ", ") + v;
    return all.empty() ? text : text + " (" + all + ")";
  }

  std::string known(const model::Type& type, const Value& v) const {
    std::string why;
    v.reasons.each([&](Reason r) { why += (why.empty() ? "" : ", ") + std::string(word(r)); });
    const std::string words = wording::value_in_words(r_, type, v);
    if (v.is_known()) return words;
    return words == "unknown" ? "not known (" + why + ")" : words + " (" + why + ")";
  }

  // What a test reads, in the order of the text; a derived value before what it is made of.
  void values_below(ExprId root, ExprId id, std::vector<std::string>& read,
                    std::set<ExprId>& met) const {
    if (!met.insert(id).second) return;
    const Expr& e = r_.expr(id);
    if (e.op == Op::field) {
      if (id != root || e.type.kind != model::Kind::yes_no || !value(id).is_known())
        read.push_back(field(e.index));
      return;
    }
    if (e.op == Op::parameter && r_.parameters[e.index].values.size() > 1)
      read.push_back(wording::name_in_words(r_.parameters[e.index].name) + " is " +
                     known(e.type, value(id)));
    if (e.op == Op::named && id != root && !reads_personal(id))
      read.push_back(wording::name_in_words(r_.definitions[e.index].name) + " is " +
                     known(e.type, value(id)));
    for (const ExprId a : e.args) values_below(root, a, read, met);
  }

  bool reads_personal(ExprId root) const {
    std::vector<ExprId> open = {root};
    std::set<ExprId> met;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!met.insert(id).second) continue;
      const Expr& e = r_.expr(id);
      if (e.op == Op::field && r_.records[t_.type].fields[e.index].personal) return true;
      open.insert(open.end(), e.args.begin(), e.args.end());
    }
    return false;
  }

  std::string field(Index at) const {
    const model::Field& f = r_.records[t_.type].fields[at];
    const std::string name = wording::name_in_words(f.name);
    const Value& v = (*t_.fields)[at];
    if ((*t_.cells)[at] == Cell::blank) return name + " is blank" + meaning(f);
    if (const char* cell = words_of((*t_.cells)[at])) return name + " is " + cell;
    if (f.personal) return name + (v.is_known() ? " is known (personal)" : " is not known");
    return name + " is " + known(f.type, v);
  }

  // Cells of which no value can be told; nullptr: the others.
  static const char* words_of(Cell c) {
    switch (c) {
      case Cell::unreadable:
        return "unreadable";
      case Cell::out_of_range:
        return "out of range";
      case Cell::not_listed:
        return "not a listed code";
      case Cell::not_supplied:
        return "not supplied";
      default:
        return nullptr;
    }
  }

  static std::string meaning(const model::Field& f) {
    switch (f.blank) {
      case model::Blank::not_by_cut_off:
        return ": not by the cut-off";
      case model::Blank::did_not_happen:
        return ": it did not happen";
      case model::Blank::no:
        return ": no";
      case model::Blank::none:
        return ": it holds none";
      case model::Blank::unknown:
        break;
    }
    return ": unknown";
  }

  const model::Ruleset& r_;
  const RecordTrace& t_;
  std::vector<Decision> out_;
};

}  // namespace

std::vector<Decision> decisions(const model::Ruleset& ruleset, const RecordTrace& trace) {
  if (trace.rule != model::kNone) return Decide(ruleset, trace).rule(ruleset.rules[trace.rule]);
  if (trace.indicator == model::kNone) return {};
  return Decide(ruleset, trace).indicator(ruleset.indicators[trace.indicator]);
}

std::vector<ClauseAnswer> clause_answers(const model::Ruleset& ruleset, const RecordTrace& trace) {
  std::vector<ClauseAnswer> out;
  const auto add = [&](const std::string& clause, ExprId id) {
    if (id == kNoExpr) return;
    const Value& v = (*trace.values)[id];
    const auto* yes = v.is_known() ? std::get_if<bool>(&v.point()) : nullptr;
    out.push_back({clause, word_of(yes == nullptr ? Truth::unknown : truth_of(*yes)), id});
  };
  if (trace.rule != model::kNone) {
    const model::Rule& rule = ruleset.rules[trace.rule];
    add("when", rule.when);
    add("decided when", rule.decided_when);
    add("must", rule.must);
    return out;
  }
  if (trace.indicator == model::kNone) return out;
  const model::Indicator& i = ruleset.indicators[trace.indicator];
  add("only those where", i.population);
  for (const model::Clause& c : i.left_out) add("leave out " + c.name, c.condition);
  add(i.measure == model::Measure::counted ? "counted when" : "met when", i.met);
  for (const model::Clause& c : i.excused) add("excuse " + c.name, c.condition);
  return out;
}

std::vector<std::string> in_words(const std::vector<Decision>& decisions) {
  std::vector<std::string> out;
  for (const Decision& d : decisions) {
    out.push_back(d.clause.empty() ? "Its figures:"
                                   : "Decided by `" + d.clause + "`: " + d.says + ".");
    for (const std::string& t : d.tests) out.push_back("  " + t);
  }
  return out;
}

}  // namespace assize
