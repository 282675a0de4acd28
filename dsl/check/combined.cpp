// Indicators that are made of the figures of others.
//
// They look at no record: the record and the date that they bear are those of what they are made
// of, so that they are placed alike.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using Kind = model::Combined::Kind;
using model::Measure;
using model::Op;
using model::Unit;

namespace {

class Combiner {
 public:
  Combiner(Program& p, Index at)
      : p_(p),
        decl_(*p.indicators[at].decl),
        module_(p.indicators[at].module),
        i_(p.ruleset.indicators[at]) {}

  void check() {
    const syntax::Combined* c = only(p_, decl_.combined, "figures of other indicators");
    if (c == nullptr || !alone()) return;
    made_.kind = static_cast<Kind>(c->kind);
    for (std::size_t k = 0; k < c->of.size(); ++k) {
      if (!part(c->of[k], made_.parts[k])) return;
    }
    const bool fits = made_.kind == Kind::ratio ? ratio(*c) : share(*c);
    if (!fits || (made_.kind == Kind::standardised && !standardised(*c))) return;
    const model::Indicator& first = p_.ruleset.indicators[made_.parts[0]];
    i_.measure = Measure::combined;
    i_.record = first.record;
    i_.dated_by = first.dated_by;
    if (i_.direction == model::Direction::not_said && made_.kind != Kind::ratio) {
      const bool harm = first.measure == Measure::counted;
      i_.direction = harm && first.direction == model::Direction::not_said
                         ? model::Direction::lower_is_better
                         : first.direction;
    }
    i_.combined = std::move(made_);
  }

 private:
  const model::Indicator& of(int part) const { return p_.ruleset.indicators[made_.parts[part]]; }

  bool refuse(Span span, std::string text, std::string hint = {}) {
    p_.error("A3091", span, std::move(text), std::move(hint));
    return false;
  }

  // Nothing else stands in such a block that says what is counted.
  bool alone() {
    const bool more =
        !decl_.for_each.empty() || !decl_.dated_by.empty() || !decl_.rules_as_at.empty() ||
        !decl_.only_where.empty() || !decl_.once.empty() || !decl_.leave_out.empty() ||
        !decl_.excuse.empty() || !decl_.met_when.empty() || !decl_.counted_when.empty() ||
        !decl_.from_counts.empty() || !decl_.value.empty() || !decl_.failures.empty() ||
        !decl_.favour.empty() || !decl_.listed_apart.empty();
    if (!more) return true;
    return refuse(decl_.combined[0].span,
                  "`" + i_.name + "` is made of the figures of others, and counts records too",
                  "say what is counted in the indicator that it is made of");
  }

  bool part(const syntax::Name& name, Index& at) {
    const Symbol* s = p_.resolve(module_, name, What::indicator);
    if (s == nullptr) return false;
    at = s->index;
    const model::Indicator& i = p_.ruleset.indicators[at];
    const bool made = at < p_.indicators.size() && !p_.indicators[at].decl->combined.empty();
    if (made)
      return refuse(name.span, "`" + name.id + "` is itself made of the figures of others",
                    "name what it is made of");
    return i.record != kNone;  // else reported
  }

  bool ratio(const syntax::Combined& c) {
    model::Type types[2];
    for (int k = 0; k < 2; ++k) {
      const bool sum = of(k).measure == Measure::percentile && of(k).summary == model::Summary::sum;
      const bool cases = of(k).measure == Measure::met || of(k).measure == Measure::counted;
      if (!sum && !cases)
        return refuse(
            c.of[static_cast<std::size_t>(k)].span,
            "a ratio is of sums or of numbers of cases; `" + of(k).name + "` gives another figure",
            "write `value: EXPRESSION, sum` or `counted when` there");
      if (sum && of(k).value == model::kNoExpr) return false;
      types[k] = sum ? p_.arena[of(k).value].type : model::Type{model::Kind::number};
    }
    if (types[1] == model::Type{model::Kind::number})
      made_.type = types[0];
    else if (types[0] == types[1])
      made_.type = {model::Kind::number};
    else
      return refuse(
          c.span,
          "a ratio of " + p_.in_words(types[0]) + " to " + p_.in_words(types[1]) + " has no unit",
          "divide by a plain number, or by something of the same unit");
    return true;
  }

  bool share(const syntax::Combined& c) {
    if (!model::gives_share(of(0)))
      return refuse(c.of[0].span,
                    "shares are wanted here; `" + of(0).name + "` gives another figure",
                    "name an indicator with `met when`, `counted when` or `from counts`");
    made_.type = {model::Kind::number, Unit::percent};
    return true;
  }

  bool standardised(const syntax::Combined& c) {
    const model::Record& record = p_.ruleset.records[of(0).record];
    made_.by = p_.part(module_, of(0).record, *c.by);
    if (made_.by == kNone) return false;
    const model::Type type = record.part(made_.by).type;
    if (type.kind != model::Kind::code)
      return refuse(c.by->span, "rates are standardised by the codes of a field; `" + c.by->text +
                                    "` is " + p_.in_words(type));
    const Symbol* s = p_.resolve(module_, *c.weights, What::keyed);
    if (s == nullptr || !p_.keyed[s->index].ok) return false;
    const Program::Keyed& weights = p_.keyed[s->index];
    if (weights.list != type.list)
      return refuse(c.weights->span, "`" + c.weights->id + "` has a value for each code of `" +
                                         p_.ruleset.code_lists[weights.list].name + "`, not of `" +
                                         p_.ruleset.code_lists[type.list].name + "`");
    Decimal sum;
    for (const Index q : weights.of_code) {
      made_.weights.push_back(q);
      if (q == kNone) continue;
      const model::Parameter& parameter = p_.ruleset.parameters[q];
      if (!(parameter.type == model::Type{model::Kind::number}) || parameter.values.size() != 1)
        return refuse(c.weights->span, "the weights are plain numbers that hold at all times",
                      "a standard population of another year is another parameter");
      const Decimal weight = std::get<Decimal>(parameter.values[0].value);
      if (weight.is_negative()) return refuse(c.weights->span, "no weight is less than 0");
      const auto more = add(sum, weight);
      if (!more) return refuse(c.weights->span, "the weights add up to too much");
      sum = *more;
    }
    if (sum.is_zero()) return refuse(c.weights->span, "the weights are all 0");
    return true;
  }

  Program& p_;
  const syntax::IndicatorDecl& decl_;
  std::uint32_t module_;
  model::Indicator& i_;
  model::Combined made_;
};

}  // namespace

void check_combined(Program& p) {
  for (Index i = 0; i < p.indicators.size(); ++i) {
    if (!p.indicators[i].decl->combined.empty()) Combiner(p, i).check();
  }
}

}  // namespace assize::check_detail
