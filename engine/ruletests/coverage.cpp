#include "engine/ruletests/coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include "dsl/base/truth.h"
#include "engine/ruletests/ruletests.h"
#include "engine/run/trace.h"

namespace assize {

namespace {

using model::Expr;
using model::ExprId;
using model::Index;
using model::kNone;
using model::Op;

bool is_logic(Op op) { return op >= Op::and_ && op <= Op::xor_; }

// A yes or no that is not put together from others.
bool is_single(const Expr& e) {
  return e.type.kind == model::Kind::yes_no && !is_logic(e.op) && e.op != Op::choose &&
         e.op != Op::named && e.op != Op::literal;
}

class Look {
 public:
  Look(const model::Ruleset& ruleset, std::uint32_t file) : r_(ruleset), file_(file) {
    for (const model::Rule& rule : r_.rules) {
      if (!is_here(rule.span)) continue;
      CoveredBlock& b = block("rule", rule.name, rule.span, rule.record);
      b.clauses =
          clauses({{"when", rule.when}, {"decided when", rule.decided_when}, {"must", rule.must}});
    }
    for (const model::Definition& d : r_.definitions) {
      if (!is_here(d.span) || d.record == model::kNone) continue;
      CoveredBlock& b = block(d.is_condition ? "condition" : "derived", d.name, d.span, d.record);
      b.clauses = clauses({{d.is_condition ? "means" : "is", d.expr}});
    }
    for (const model::Indicator& i : r_.indicators) {
      if (!is_here(i.span)) continue;
      CoveredBlock& b = block("indicator", i.name, i.span, i.record);
      b.clauses = clauses(roles_of(i));
    }
    for (const model::Standard& s : r_.standards) {
      if (!is_here(s.span)) continue;
      CoveredBlock& b = block("standard", s.name, s.span, r_.indicators[s.indicator].record);
      b.clauses = clauses({{"expects where", s.expects_where}});
      expect_statuses(s, b);
    }
  }

  // A clause that does not apply to the record has not been seen, whatever it would say.
  void trace(const RecordTrace& t) {
    const std::vector<bool> applies = below(applicable(t));
    for (const ExprId id : *t.nodes) {
      if (applies[id] && r_.expr(id).type.kind == model::Kind::yes_no) count(t, id);
    }
  }

  void finding(const Finding& f) {
    if (f.kind != FindingKind::compliance || f.standard == kNone) return;
    const auto at = standards_.find(f.standard);
    if (at == standards_.end()) return;
    CoveredBlock& b = out_.blocks[at->second];
    reach(b.statuses, std::string(word(f.status)));
    if (!f.tier.empty()) reach(b.tiers, f.tier);
  }

  void ran(bool ok) {
    ++out_.tests;
    out_.failed += !ok;
  }

  Coverage take() {
    for (CoveredBlock& b : out_.blocks) settle(b);
    return std::move(out_);
  }

 private:
  using Roles = std::vector<std::pair<std::string, ExprId>>;

  bool is_here(Span s) const { return s.file == file_; }

  CoveredBlock& block(const char* kind, const std::string& name, Span span, Index record) {
    if (std::string_view(kind) == "standard") {
      for (Index s = 0; s < r_.standards.size(); ++s) {
        if (r_.standards[s].name == name) standards_[s] = out_.blocks.size();
      }
    }
    out_.blocks.push_back({kind, name, span, record, {}, {}, {}});
    return out_.blocks.back();
  }

  static Roles roles_of(const model::Indicator& i) {
    Roles roles = {{"only those where", i.population}};
    const auto named = [&](const std::string& role, const std::vector<model::Clause>& all) {
      for (const model::Clause& c : all) roles.emplace_back(role + " " + c.name, c.condition);
    };
    named("leave out", i.left_out);
    roles.emplace_back(i.measure == model::Measure::counted ? "counted when" : "met when", i.met);
    named("excuse", i.excused);
    named("show failures by", i.failures);
    roles.emplace_back("value", i.value);
    roles.emplace_back("count", i.numerator);
    roles.emplace_back("out of", i.denominator);
    return roles;
  }

  std::vector<CoveredClause> clauses(const Roles& roles) const {
    std::vector<CoveredClause> out;
    for (const auto& [role, expr] : roles) {
      if (expr == model::kNoExpr) continue;
      CoveredClause c;
      c.role = role;
      c.expr = expr;
      c.is_test = r_.expr(expr).type.kind == model::Kind::yes_no && r_.expr(expr).op != Op::literal;
      c.seen.can_be_unknown = can_be_unknown(expr);
      for (const ExprId id : singles_below(expr)) {
        if (id != expr) c.tests.push_back({id, {0, 0, 0, can_be_unknown(id)}});
      }
      if (c.is_test || !c.tests.empty()) out.push_back(std::move(c));
    }
    return out;
  }

  // In the order in which they are written; what a name stands for is looked at where it is
  // declared.
  std::vector<ExprId> singles_below(ExprId root) const {
    std::vector<ExprId> out, open = {root};
    std::set<ExprId> met;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!met.insert(id).second) continue;
      const Expr& e = r_.expr(id);
      if (e.op == Op::named) continue;
      // That a code is listed, which a look-up asks besides: nobody wrote it.
      if (e.op == Op::not_ && e.span == r_.expr(e.args[0]).span) continue;
      if (is_single(e)) out.push_back(id);
      if (is_predicate(e.op)) continue;  // its operand is a field, asked for its cell
      for (std::size_t a = e.args.size(); a-- > 0;) open.push_back(e.args[a]);
    }
    return out;
  }

  bool can_be_unknown(ExprId root) const {
    std::vector<ExprId> open = {root};
    std::set<ExprId> met;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!met.insert(id).second) continue;
      const Expr& e = r_.expr(id);
      if (is_single(e)) {
        const bool settled = is_two_valued(e.op) && e.op != Op::has_happened;
        if (!settled && !r_.unknown_counts_as_no) return true;
        continue;
      }
      if (e.type.kind != model::Kind::yes_no) return true;
      for (const ExprId a : e.args) {
        if (r_.expr(a).type.kind == model::Kind::yes_no) open.push_back(a);
      }
    }
    return false;
  }

  void expect_statuses(const model::Standard& s, CoveredBlock& b) const {
    const auto owed = s.no_target ? std::vector{Status::reported}
                                  : std::vector{Status::met, Status::not_met, Status::cannot_tell};
    for (const Status status : owed) b.statuses.push_back({std::string(word(status)), true, 0});
    if (s.minimum > 0) b.statuses.push_back({std::string(word(Status::too_few)), true, 0});
    if (s.expects_row_for_each_provider_and_period)
      b.statuses.push_back({std::string(word(Status::not_submitted)), true, 0});
    for (const model::Tier& t : s.tiers) b.tiers.push_back({t.name, true, 0});
  }

  static void reach(std::vector<ReachedWord>& words, const std::string& word) {
    auto at = std::find_if(words.begin(), words.end(),
                           [&](const ReachedWord& w) { return w.word == word; });
    if (at == words.end()) at = words.insert(words.end(), {word, false, 0});
    ++at->times;
  }

  // Whose nodes they are: a rule's, an indicator's or a standard's.
  using Owner = std::pair<char, Index>;
  static Owner owner_of(const RecordTrace& t) {
    if (t.rule != kNone) return {'r', t.rule};
    if (t.indicator != kNone) return {'i', t.indicator};
    return {'s', t.standard};
  }

  static const bool* answer(const RecordTrace& t, ExprId id) {
    const Value& v = (*t.values)[id];
    return v.is_known() ? std::get_if<bool>(&v.point()) : nullptr;
  }

  // The clauses up to the first that settles that the others do not apply.
  std::vector<ExprId> applicable(const RecordTrace& t) const {
    std::vector<ExprId> out;
    bool more = true;
    const auto add = [&](ExprId id, bool ends_when) {
      if (id == model::kNoExpr) return;
      out.push_back(id);
      const bool* is = answer(t, id);
      more = more && (is == nullptr || *is != ends_when);
    };
    if (t.rule != kNone) {
      const model::Rule& rule = r_.rules[t.rule];
      add(rule.when, false);
      if (!more) return out;
      add(rule.decided_when, false);
      add(rule.must, false);
      return out;
    }
    if (t.indicator == kNone) {
      add(r_.standards[t.standard].expects_where, false);
      return out;
    }
    const model::Indicator& i = r_.indicators[t.indicator];
    for (const model::WorkedOut& w : r_.records[i.record].worked_out) add(w.value, true);
    add(i.dated_by, true);
    add(i.rules_as_at, true);
    more = true;
    add(i.population, false);
    if (!more) return out;
    for (const model::Clause& c : i.left_out) add(c.condition, true);
    if (!more) return out;
    for (const ExprId id : {i.met, i.value, i.numerator, i.denominator}) add(id, true);
    for (const auto* clauses : {&i.excused, &i.failures}) {
      for (const model::Clause& c : *clauses) add(c.condition, true);
    }
    return out;
  }

  // Users stand after their operands.
  std::vector<bool> below(const std::vector<ExprId>& roots) const {
    std::vector<bool> wanted(r_.exprs.size());
    ExprId last = 0;
    for (const ExprId id : roots) {
      wanted[id] = true;
      last = std::max(last, id);
    }
    for (ExprId id = last + 1; id-- > 0;) {
      if (!wanted[id]) continue;
      for (const ExprId a : r_.expr(id).args) wanted[a] = true;
    }
    return wanted;
  }

  void count(const RecordTrace& t, ExprId id) {
    const bool* point = answer(t, id);
    for (const Owner& owner : {owner_of(t), Owner{'d', kNone}}) {
      TimesSeen& seen = seen_[{owner, id}];
      ++(point == nullptr ? seen.unknown : *point ? seen.yes : seen.no);
    }
  }

  void settle(CoveredBlock& b) {
    const Owner owner = owner_of(b);
    const auto fill = [&](ExprId id, TimesSeen& into) {
      const auto at = seen_.find({owner, id});
      if (at != seen_.end()) {
        into.yes = at->second.yes;
        into.no = at->second.no;
        into.unknown = at->second.unknown;
      }
      const bool more = into.can_be_unknown;
      out_.points += more ? 3 : 2;
      out_.seen += (into.yes > 0) + (into.no > 0) + (more && into.unknown > 0);
    };
    for (CoveredClause& c : b.clauses) {
      if (c.is_test) fill(c.expr, c.seen);
      for (CoveredTest& t : c.tests) fill(t.expr, t.seen);
    }
    for (const auto* words : {&b.statuses, &b.tiers}) {
      for (const ReachedWord& w : *words) {
        out_.points += w.is_expected;
        out_.seen += w.is_expected && w.times > 0;
      }
    }
  }

  // A definition is seen wherever something reads it.
  Owner owner_of(const CoveredBlock& b) const {
    const auto index = [&](const auto& all) {
      for (Index i = 0; i < all.size(); ++i) {
        if (all[i].name == b.name && all[i].span == b.span) return i;
      }
      return kNone;
    };
    if (b.kind == "rule") return {'r', index(r_.rules)};
    if (b.kind == "indicator") return {'i', index(r_.indicators)};
    if (b.kind == "standard") return {'s', index(r_.standards)};
    return {'d', kNone};
  }

  const model::Ruleset& r_;
  std::uint32_t file_;
  Coverage out_;
  std::map<Index, std::size_t> standards_;  // where the block of a standard is
  std::map<std::pair<Owner, ExprId>, TimesSeen> seen_;
};

}  // namespace

Coverage coverage(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
                  std::uint32_t file) {
  Look look(ruleset, file);
  for (const model::RuleTest& test : tests) {
    std::vector<model::Expectation> expected = test.expected;
    for (model::Expectation& e : expected) {
      if (!e.period && test.period) e.period = test.period;
    }
    RunOptions options = options_of(test, expected, ruleset);
    options.evaluator = Evaluator::reference;
    options.trace = [&](const RecordTrace& t) { look.trace(t); };
    const auto result = run(ruleset, inputs_of(ruleset, test), options);
    look.ran(static_cast<bool>(result));
    if (!result) continue;
    for (const Finding& f : result->findings) look.finding(f);
  }
  return look.take();
}

}  // namespace assize
