// `judges A and B`: all of them per record, as one indicator that the checker makes.
//
// A record counts where it counts in any of them: it is in that one's population, not left out, and
// met or not excused. It is met where it is met or excused in all in which it is: so a limb that a
// record is left out of neither helps nor harms it, and one that it fails decides. The outcome sets
// are sound for the same reasons as those of any indicator: these are its tests.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::ExprId;
using model::Indicator;
using model::kNoExpr;
using model::Op;

namespace {

class Composite {
 public:
  Composite(Program& p, const syntax::Judges& j, const std::vector<Index>& parts)
      : p_(p), span_(j.span), parts_(parts) {}

  Index make() {
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      if (!fits(of(0), of(i))) return kNone;
    }
    Indicator c;
    std::vector<ExprId> in, well;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Indicator& part = of(i);
      const ExprId there = stays(part), met = part.met, excused = any(part.excused);
      const ExprId counts = excused == kNoExpr ? kNoExpr : node(Op::or_, {met, negation(excused)});
      in.push_back(all({there, counts}));
      const ExprId good = excused == kNoExpr ? met : node(Op::or_, {met, excused});
      well.push_back(there == kNoExpr ? good : node(Op::or_, {negation(there), good}));
      c.failures.push_back({part.name, "", all({there, negation(good)}), span_});
      c.name += (i == 0 ? "" : " and ") + part.name;
      c.title += (i == 0 ? "" : "; ") + part.title;
      c.cites.insert(c.cites.end(), part.cites.begin(), part.cites.end());
      for (const model::FavourableBlank& b : part.favourable_blanks) {
        const bool known = std::any_of(c.favourable_blanks.begin(), c.favourable_blanks.end(),
                                       [&](const auto& x) { return x.field == b.field; });
        if (!known) c.favourable_blanks.push_back(b);
      }
    }
    // A limb of every record makes every record count.
    const bool every = std::find(in.begin(), in.end(), kNoExpr) != in.end();
    c.population = every ? kNoExpr : node(Op::or_, in);
    c.met = node(Op::and_, well);
    c.record = of(0).record;
    c.dated_by = of(0).dated_by;
    c.rules_as_at = of(0).rules_as_at;
    c.unplaced_listed_apart = of(0).unplaced_listed_apart;
    c.direction = model::Direction::higher_is_better;
    c.span = span_;
    p_.ruleset.indicators.push_back(std::move(c));
    return static_cast<Index>(p_.ruleset.indicators.size() - 1);
  }

 private:
  const Indicator& of(std::size_t i) const { return p_.ruleset.indicators[parts_[i]]; }

  bool fits(const Indicator& a, const Indicator& b) {
    if (b.record != a.record) return refuse(a, b, "are about different records");
    if (a.measure != model::Measure::met || b.measure != model::Measure::met)
      return refuse(a, b, "do not both say `met when`");
    if (a.direction == model::Direction::lower_is_better ||
        b.direction == model::Direction::lower_is_better)
      return refuse(a, b, "do not both say that higher is better");
    if (a.dated_by != b.dated_by || a.rules_as_at != b.rules_as_at)
      return refuse(a, b, "are not dated alike");
    if (a.unplaced_listed_apart != b.unplaced_listed_apart)
      return refuse(a, b, "do not agree about records that are not placed");
    return is_whole(a) && is_whole(b);  // else reported
  }

  static bool is_whole(const Indicator& i) {
    const auto lacks = [](const model::Clause& c) { return c.condition == kNoExpr; };
    return i.met != kNoExpr && std::none_of(i.left_out.begin(), i.left_out.end(), lacks) &&
           std::none_of(i.excused.begin(), i.excused.end(), lacks);
  }

  bool refuse(const Indicator& a, const Indicator& b, const std::string& why) {
    Diagnostic& d = p_.error("A3041", span_, "`" + a.name + "` and `" + b.name + "` " + why,
                             "all of them are judged for each record, in one period");
    d.notes.push_back({"one of them", a.span});
    d.notes.push_back({"the other", b.span});
    return false;
  }

  // In the population and not left out; kNoExpr: every record.
  ExprId stays(const Indicator& i) {
    const ExprId left_out = any(i.left_out);
    return all({i.population, left_out == kNoExpr ? kNoExpr : negation(left_out)});
  }

  ExprId any(const std::vector<model::Clause>& clauses) {
    std::vector<ExprId> ids;
    for (const model::Clause& c : clauses) ids.push_back(c.condition);
    return ids.empty() ? kNoExpr : node(Op::or_, ids);
  }

  // All that are there; kNoExpr: none is.
  ExprId all(const std::vector<ExprId>& tests) {
    std::vector<ExprId> ids;
    for (const ExprId id : tests) {
      if (id != kNoExpr) ids.push_back(id);
    }
    return ids.empty() ? kNoExpr : node(Op::and_, ids);
  }

  ExprId negation(ExprId id) {
    return p_.arena[id].op == Op::not_ ? p_.arena[id].args[0] : node(Op::not_, {id});
  }

  ExprId node(Op op, std::vector<ExprId> args) {
    if (op != Op::not_ && args.size() == 1) return args[0];
    model::Expr e;
    e.op = op;
    e.type = kYesNo;
    e.span = span_;
    e.args = std::move(args);
    return p_.arena.add(std::move(e));
  }

  Program& p_;
  Span span_;
  const std::vector<Index>& parts_;
};

}  // namespace

Index composite(Program& p, const syntax::Judges& j, const std::vector<Index>& parts) {
  return Composite(p, j, parts).make();
}

}  // namespace assize::check_detail
