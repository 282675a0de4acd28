#include "dsl/check/blanks.h"

#include <algorithm>

#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::Blank;
using model::Expr;
using model::ExprId;
using model::Function;
using model::Kind;
using model::Op;
using Trend = Effect::Trend;

namespace {

Trend turned(Trend t) {
  return t == Trend::rising ? Trend::falling : t == Trend::falling ? Trend::rising : t;
}

// What a blank settles cannot also drift away from it.
Effect settled(Effect e) {
  if (e.blank == Truth::no) e.up = false;
  if (e.blank == Truth::yes) e.down = false;
  if (e.late != Truth::unknown && e.late == e.never) e.closes = true;
  return e;
}

Effect constant(bool yes) {
  Effect e;
  e.blank = e.late = e.never = truth_of(yes);
  return e;
}

bool is_yes_no_literal(const Expr& e) {
  return e.op == Op::literal && e.type.kind == Kind::yes_no && e.value.is_known();
}

}  // namespace

Effect not_(Effect e) {
  std::swap(e.up, e.down);
  e.blank = assize::not_(e.blank);
  e.late = assize::not_(e.late);
  e.never = assize::not_(e.never);
  return e;
}

Effect all_of(const std::vector<Effect>& all) {
  Effect r = constant(true);
  for (const Effect& e : all) {
    r.reads = r.reads || e.reads;
    r.up = r.up || e.up;
    r.down = r.down || e.down;
    r.closes = r.closes && e.closes;
    r.blank = and_(r.blank, e.blank);
    r.late = and_(r.late, e.late);
    r.never = and_(r.never, e.never);
  }
  return settled(r);
}

Effect any_of(const std::vector<Effect>& all) {
  std::vector<Effect> opposite;
  for (const Effect& e : all) opposite.push_back(not_(e));
  return not_(all_of(opposite));
}

BlankAnalysis::BlankAnalysis(const model::Ruleset& r, const model::Record& record,
                             model::Index field, const std::vector<ExprId>& nodes)
    : r_(r),
      blank_(record.fields[field].blank),
      field_(field),
      counts_as_no_(r.unknown_counts_as_no) {
  for (ExprId id : nodes) effects_[id] = effect(r.exprs[id]);
}

Effect BlankAnalysis::of(ExprId id) const {
  const auto it = effects_.find(id);
  return it == effects_.end() ? Effect{} : it->second;
}

Effect BlankAnalysis::effect(const Expr& e) const {
  Effect out;
  bool single_test = true;
  switch (e.op) {
    case Op::literal:
      return is_yes_no_literal(e) ? constant(std::get<bool>(e.value.point())) : Effect{};
    case Op::parameter:
    case Op::cut_off:
      return {};
    case Op::named:
      return of(e.args[0]);
    case Op::and_:
    case Op::or_:
    case Op::not_:
    case Op::implies:
    case Op::xor_:
      return logic(e);
    case Op::field:
      if (e.index != field_) return {};
      out = field_effect();
      single_test = e.type.kind == Kind::yes_no;
      break;
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::between:
    case Op::in:
      out = comparison(e);
      break;
    case Op::within_after:
    case Op::within_before:
      out = within(e);
      break;
    case Op::has_happened:
      out.reads = of(e.args[0]).reads;
      if (!out.reads || blank_ == Blank::unknown) break;
      out.down = true;
      out.blank = out.late = out.never = Truth::no;
      break;
    case Op::is_blank:
    case Op::is_supplied:
    case Op::is_well_formed:
    case Op::is_listed:
    case Op::is_known:
    case Op::is_unknown:
    case Op::is_unknown_because:
    case Op::surely:
      return two_valued(e);
    case Op::rule_passes:
    case Op::rule_fails:
    case Op::rule_undecided:
    case Op::rule_not_applicable:
      return verdict(e);
    case Op::outer:
      return {};
    case Op::spans:
      out = spans(e);
      break;
    case Op::doubted:
      out = of(e.args[0]);
      if (out.blank == Truth::no) out.blank = Truth::unknown;
      break;
    case Op::across:
      // What a blank of this record does to conditions about others is not followed.
      for (ExprId a : e.args) out.reads = out.reads || of(a).reads;
      out.up = out.down = out.reads && (blank_ != Blank::unknown || counts_as_no_);
      out.trend = Effect::Trend::other;
      single_test = e.type.kind == Kind::yes_no;
      break;
    case Op::has_item:
      out.reads = of(e.args[0]).reads;
      if (!out.reads || blank_ != Blank::none) break;
      out.down = true;
      out.blank = Truth::no;
      break;
    case Op::choose:
    case Op::or_else:
    case Op::call:
      out = value(e);
      single_test = e.op == Op::call && e.type.kind == Kind::yes_no;
      break;
  }
  // A test that is unknown counts as no.
  if (counts_as_no_ && single_test && out.reads) {
    out.down = true;
    if (out.blank == Truth::unknown && blank_ == Blank::unknown) out.blank = Truth::no;
    out = settled(out);
  }
  return out;
}

Effect BlankAnalysis::field_effect() const {
  Effect e;
  e.reads = true;
  e.trend = Trend::rising;
  if (blank_ == Blank::no) {
    e.down = true;
    e.blank = Truth::no;
  }
  return e;
}

// An end that is still to come is later than all: the span that it ends holds more, and is inside
// less. A start that never comes is of no span.
Effect BlankAnalysis::spans(const Expr& e) const {
  Effect out;
  const bool overlaps = e.index == static_cast<std::uint32_t>(model::SpanTest::overlaps);
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    if (!of(e.args[i]).reads) continue;
    out.reads = true;
    if (blank_ == Blank::unknown) continue;
    const bool opens = i + 1 == e.args.size() || (overlaps && i == 1);
    (opens ? out.up : out.down) = true;
  }
  out.trend = Effect::Trend::other;
  return out;
}

Effect BlankAnalysis::logic(const Expr& e) const {
  std::vector<Effect> args;
  for (ExprId a : e.args) args.push_back(of(a));
  switch (e.op) {
    case Op::and_:
      return all_of(args);
    case Op::or_:
      return any_of(args);
    case Op::not_:
      return not_(args[0]);
    case Op::implies:
      return any_of({not_(args[0]), args[1]});
    default:
      return any_of({all_of({args[0], not_(args[1])}), all_of({not_(args[0]), args[1]})});
  }
}

Effect BlankAnalysis::equality(const Effect& left, const Effect& right) const {
  Effect e;
  e.reads = left.reads || right.reads;
  const bool follows =
      (left.reads ? left.trend : right.trend) != Trend::other && left.reads != right.reads;
  if (!e.reads || !follows || blank_ == Blank::unknown || blank_ == Blank::no) return e;
  e.down = true;
  e.late = e.never = Truth::no;
  if (blank_ == Blank::did_not_happen && (left.reads ? left : right).keeps_never)
    e.blank = Truth::no;
  return e;
}

// left < right, or with `greater` left > right; the ends do not matter.
Effect BlankAnalysis::order(const Effect& left, const Effect& right, bool greater) const {
  Effect e;
  e.reads = left.reads || right.reads;
  if (!e.reads || left.reads == right.reads || blank_ == Blank::unknown || blank_ == Blank::no)
    return e;
  const Effect& side = left.reads ? left : right;
  if (side.trend == Trend::other || side.trend == Trend::fixed) return e;
  if (blank_ == Blank::did_not_happen) {
    if (!side.keeps_never) return e;
    e.down = true;
    e.blank = e.late = e.never = Truth::no;
    return e;
  }
  const bool more = left.reads ? greater : !greater;
  const bool satisfied_late = (side.trend == Trend::rising) == more;
  e.down = true;
  e.up = satisfied_late;
  e.late = truth_of(satisfied_late);
  e.never = side.keeps_never ? Truth::no : Truth::unknown;
  e.closes = !satisfied_late;
  return e;
}

Effect BlankAnalysis::comparison(const Expr& e) const {
  const Effect left = of(e.args[0]);
  const bool logical = r_.exprs[e.args[0]].type.kind == Kind::yes_no;
  if ((e.op == Op::eq || e.op == Op::ne) && logical) {
    const Effect right = of(e.args[1]);
    const Effect differ = any_of({all_of({left, not_(right)}), all_of({not_(left), right})});
    return e.op == Op::ne ? differ : not_(differ);
  }
  switch (e.op) {
    case Op::eq:
      return equality(left, of(e.args[1]));
    case Op::ne:
      return not_(equality(left, of(e.args[1])));
    case Op::in:
      if (logical) {
        std::vector<Effect> any;
        for (std::size_t i = 1; i < e.args.size(); ++i)
          any.push_back(of(e.args[i]).late == Truth::yes ? left : not_(left));
        return any_of(any);
      }
      return equality(left, {});
    case Op::lt:
    case Op::le:
      return order(left, of(e.args[1]), false);
    case Op::gt:
    case Op::ge:
      return order(left, of(e.args[1]), true);
    default:
      return all_of({order(left, of(e.args[1]), true), order(left, of(e.args[2]), false)});
  }
}

Effect BlankAnalysis::within(const Expr& e) const {
  const Effect x = of(e.args[0]), d = of(e.args[1]), y = of(e.args[2]);
  Effect out;
  out.reads = x.reads || d.reads || y.reads;
  const Effect& side = x.reads ? x : y;
  const bool plain = x.reads != y.reads && !d.reads && side.trend == Trend::rising;
  if (!out.reads || !plain || blank_ == Blank::unknown || blank_ == Blank::no) return out;
  if (blank_ == Blank::did_not_happen) {
    if (!side.keeps_never) return out;
    out.blank = out.late = out.never = Truth::no;
    out.down = true;
    return out;
  }
  // Beyond its far end the stretch is left for good; before its near end it is unknown
  // (contradictory) unless signed.
  const bool leaves_far_end = x.reads == (e.op == Op::within_after);
  out.down = true;
  out.never = Truth::no;
  out.late = leaves_far_end || e.is_signed ? Truth::no : Truth::unknown;
  out.up = leaves_far_end && e.is_signed;
  return out;
}

Effect BlankAnalysis::two_valued(const Expr& e) const {
  const Effect x = of(e.args[0]);
  Effect out;
  out.reads = x.reads;
  if (!x.reads) return out;
  const bool cell = r_.exprs[e.args[0]].op == Op::field;
  switch (e.op) {
    case Op::is_blank:
      out.up = true;
      out.blank = Truth::yes;
      break;
    case Op::is_unknown:
      out.up = blank_ != Blank::no;
      if (cell) out.blank = truth_of(blank_ != Blank::no);
      break;
    case Op::is_unknown_because:
      out.up = true;
      break;
    case Op::is_known:
      out.down = blank_ != Blank::no;
      if (cell) out.blank = truth_of(blank_ == Blank::no);
      break;
    case Op::surely:
      out.up = x.up;
      out.down = true;
      out.blank = x.blank;
      break;
    default:
      out.down = true;
      out.blank = Truth::no;
      break;
  }
  return out;
}

Effect BlankAnalysis::verdict(const Expr& e) const {
  const model::Rule& rule = r_.rules[e.index];
  Effect out;
  out.reads = fields_read(r_, {rule.when, rule.decided_when, rule.must}).contains(field_);
  if (!out.reads) return out;
  // A blank that means something may settle a rule either way; one that does not leaves it
  // undecided.
  const bool means_something = blank_ != Blank::unknown;
  out.up = means_something || e.op == Op::rule_undecided;
  out.down = means_something || e.op != Op::rule_undecided;
  return out;
}

Effect BlankAnalysis::value(const Expr& e) const {
  Effect out;
  std::size_t reading = 0, at = 0;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Effect a = of(e.args[i]);
    if (!a.reads) continue;
    ++reading;
    at = i;
    out.reads = true;
    if (e.op == Op::choose && e.type.kind == Kind::yes_no) {
      out.up = out.up || a.up || a.down;
      out.down = out.down || a.up || a.down;
      out.closes = out.closes && a.closes;
    }
  }
  if (!out.reads) return out;
  out.trend = Trend::other;
  out.keeps_never = false;
  if (e.op != Op::call || reading != 1) return out;
  const Effect arg = of(e.args[at]);
  switch (e.function) {
    case Function::add:
      out.trend = arg.trend;
      out.keeps_never = arg.keeps_never;
      break;
    case Function::subtract:
      out.trend = at == 0 ? arg.trend : turned(arg.trend);
      out.keeps_never = arg.keeps_never;
      break;
    case Function::negate:
      out.trend = turned(arg.trend);
      break;
    case Function::time_from:
      // Unless signed, a start that comes ever later is after its end at last: contradictory.
      out.trend = at == 1 ? arg.trend : e.is_signed ? turned(arg.trend) : Trend::other;
      out.keeps_never = arg.keeps_never;
      break;
    case Function::calendar_days:
    case Function::working_days:
      out.trend = at == 1 ? arg.trend : e.is_signed ? turned(arg.trend) : Trend::other;
      break;
    case Function::whole_months:
    case Function::whole_years:
    case Function::age:
      out.trend = at == 1 ? arg.trend : Trend::other;
      break;
    case Function::plus_working_days:
    case Function::floor:
    case Function::ceiling:
    case Function::truncate:
    case Function::round:
      out.trend = at == 0 ? arg.trend : Trend::other;
      break;
    case Function::date_of:
    case Function::year_of:
    case Function::iso_year:
      out.trend = arg.trend;
      break;
    default:
      break;
  }
  return out;
}

}  // namespace assize::check_detail
