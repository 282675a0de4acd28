// Order of dates and times, and limits of time.
//
// A date and a time meet only `by day` or `exactly`. By day, a time is compared with the first
// instants of days, so that an event that has not happened (which has no day) still satisfies no
// comparison.
#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::ExprId;
using model::Function;
using model::Kind;
using model::Op;
using model::Type;
using SK = syntax::Kind;
using syntax::Grain;
using syntax::LiteralKind;
using syntax::Side;

namespace {

Op turned(Op op) {
  switch (op) {
    case Op::lt:
      return Op::gt;
    case Op::le:
      return Op::ge;
    case Op::gt:
      return Op::lt;
    case Op::ge:
      return Op::le;
    default:
      return op;
  }
}

Op order_op(SK k) {
  switch (k) {
    case SK::before:
      return Op::lt;
    case SK::after:
      return Op::gt;
    case SK::on_or_before:
      return Op::le;
    case SK::on_or_after:
      return Op::ge;
    default:
      return Op::eq;
  }
}

}  // namespace

Typed Typer::day_of_time(Typed t, Span span) {
  if (!t.ok() || t.type.kind == Kind::date) return t;
  return call_node(Function::date_of, {t.id}, {Kind::date}, span);
}

Typed Typer::next_day(Typed day, Span span) {
  if (!day.ok()) return wrong();
  const Typed one = literal(Value::of(CalendarDuration{0, 1}), {Kind::calendar}, span);
  return call_node(Function::add, {day.id, one.id}, {Kind::date}, span);
}

// Whether an event that has not happened can reach the value: then it must not pass through `date
// of`.
bool Typer::may_be_never(ExprId id) const {
  const model::Expr& e = p_.arena[id];
  if (e.op == Op::field && record_ != kNone) {
    const model::Field& f = p_.ruleset.records[record_].fields[e.index];
    return f.blank == model::Blank::not_by_cut_off || f.blank == model::Blank::did_not_happen;
  }
  if (e.op == Op::named) return may_be_never(e.args[0]);
  return e.op == Op::call && !e.args.empty() && may_be_never(e.args[0]);
}

Typed Typer::by_day(Span span, Op op, Typed a, Typed b) {
  // The time whose instants are compared stands left.
  if (!is_time(a.type.kind) ||
      (is_time(b.type.kind) && may_be_never(b.id) && !may_be_never(a.id))) {
    std::swap(a, b);
    op = turned(op);
  }
  const Typed day = day_of_time(b, span);
  if (!day.ok()) return wrong();
  switch (op) {
    case Op::lt:
    case Op::ge:
      return compare(op, a.id, day.id, span, true);
    case Op::le:
    case Op::gt: {
      const Typed next = next_day(day, span);
      return next.ok() ? compare(op == Op::le ? Op::lt : Op::ge, a.id, next.id, span, true)
                       : wrong();
    }
    default: {
      const Typed next = next_day(day, span);
      if (!next.ok()) return wrong();
      Node both;
      both.op = Op::and_;
      both.args = {compare(Op::ge, a.id, day.id, span, true).id,
                   compare(Op::lt, a.id, next.id, span, true).id};
      return make(std::move(both), kYesNo, span);
    }
  }
}

Typed Typer::time_order(const E& e, Typed a, Typed b) {
  const Op op = order_op(e.kind);
  for (const Typed* t : {&a, &b}) {
    if (!is_date_or_time(t->type.kind) && t->type.kind != Kind::nothing) {
      const bool other = !is_date_or_time(a.type.kind) && !is_date_or_time(b.type.kind);
      if (!other) return mismatch(e.span, a.type, b.type, "compare");
      p_.error(
          "A3007", e.span,
          "only dates and times come before or after one another; this is " + p_.in_words(t->type),
          "write `is less than`, `is at most`, `is at least` or `is more than`");
      return wrong();
    }
  }
  const bool times = is_time(a.type.kind) || is_time(b.type.kind);
  if (is_time(a.type.kind) && is_time(b.type.kind)) {
    if (a.type.kind != b.type.kind) return mismatch(e.span, a.type, b.type, "compare");
    if (e.kind == SK::on && e.grain == Grain::none) {
      p_.error("A3003", e.span,
               "`is on` between two times does not say whether the day or the instant is meant",
               "add `by day` or `exactly`");
      return wrong();
    }
  } else if (times && e.grain == Grain::none && a.type.kind != Kind::nothing &&
             b.type.kind != Kind::nothing) {
    return mismatch(e.span, a.type, b.type, "compare");
  }
  const bool mixed =
      a.type.kind != b.type.kind && a.type.kind != Kind::nothing && b.type.kind != Kind::nothing;
  if (times && e.grain == Grain::by_day) return by_day(e.span, op, a, b);
  return compare(op, a.id, b.id, e.span, mixed);
}

Typed Typer::shifted(Span span, Typed y, Typed d, bool later) {
  if (!is_date_or_time(y.type.kind) || !is_duration(d.type.kind)) {
    if (y.type.kind == Kind::nothing || d.type.kind == Kind::nothing)
      return literal(Value::unknown(Reason::stated), y.type, span);
    p_.error("A3009", span,
             "a limit is a duration after or before a date or time; this is " +
                 p_.in_words(d.type) + " and " + p_.in_words(y.type));
    return wrong();
  }
  if (y.type.kind == Kind::date && d.type.kind == Kind::elapsed) {
    p_.error("A3005", span, "a date has no clock to count hours or minutes on",
             "give the limit in days, or use the time of the event");
    return wrong();
  }
  return call_node(later ? Function::add : Function::subtract, {y.id, d.id}, y.type, span);
}

Typed Typer::within(const E& e) {
  Typed x, y;
  if (!pair(e.children[0], e.children[2], x, y)) return wrong();
  for (const Typed* t : {&x, &y}) {
    if (is_date_or_time(t->type.kind) || t->type.kind == Kind::nothing) continue;
    p_.error("A3009", e.span,
             "`within` is between two dates or two times; this is " + p_.in_words(t->type));
    return wrong();
  }
  if (!agreed(x.type, y.type)) return mismatch(e.span, x.type, y.type, "measure between");
  if (e.children[1].kind == SK::literal && e.children[1].literal == LiteralKind::working_days)
    return working_day_limit(e, x, y);
  const Typed d = value(e.children[1]);
  if (!d.ok()) return wrong();
  if (!shifted(e.span, y, d, true).ok()) return wrong();
  Node n;
  n.op = e.side == Side::after ? Op::within_after : Op::within_before;
  n.args = {x.id, d.id, y.id};
  n.is_signed = e.option == "signed";
  return make(std::move(n), kYesNo, e.span);
}

Typed Typer::limit(const E& e) {
  Typed x, y;
  if (!pair(e.children[0], e.children[2], x, y)) return wrong();
  if (!agreed(x.type, y.type)) return mismatch(e.span, x.type, y.type, "measure between");
  if (e.children[1].kind == SK::literal && e.children[1].literal == LiteralKind::working_days)
    return working_day_limit(e, x, y);
  const Typed d = value(e.children[1]);
  if (!d.ok()) return wrong();
  const Typed end = shifted(e.span, y, d, e.side == Side::after);
  if (!end.ok()) return wrong();
  return compare(e.kind == SK::no_later ? Op::le : Op::ge, x.id, end.id, e.span);
}

// Working days count whole days. `within` keeps its meaning of a negative wait (unknown unless
// signed) by standing beside a calendar stretch that is certainly wider.
Typed Typer::working_day_limit(const E& e, Typed x, Typed y) {
  const std::optional<Decimal> figure_value = figure(e.children[1].text);
  const std::optional<std::int64_t> n = figure_value ? figure_value->as_int64() : std::nullopt;
  constexpr std::int64_t kMost = 100'000;
  if (!n || *n < 0 || *n > kMost) {
    p_.error(
        "A3011", e.children[1].span,
        "`" + e.children[1].text + "` is not a whole number of working days from 0 to 100,000");
    return wrong();
  }
  const bool after = e.side == Side::after;
  const Typed count =
      literal(Value::of(Decimal(after ? *n : -*n)), {Kind::number}, e.children[1].span);
  const Typed start = day_of_time(y, e.span);
  if (!start.ok()) return wrong();
  const Typed last =
      call_node(Function::plus_working_days, {start.id, count.id}, {Kind::date}, e.span);
  if (!last.ok()) return wrong();
  const auto ordered = [&](Op op) {
    return is_time(x.type.kind) ? by_day(e.span, op, x, last) : compare(op, x.id, last.id, e.span);
  };
  if (e.kind == SK::no_later) return ordered(Op::le);
  if (e.kind == SK::no_earlier) return ordered(Op::ge);
  const Typed near = ordered(after ? Op::le : Op::ge);
  const Typed wide = literal(Value::of(CalendarDuration{0, static_cast<std::int32_t>(*n * 3 + 40)}),
                             {Kind::calendar}, e.span);
  Node w;
  w.op = after ? Op::within_after : Op::within_before;
  w.args = {x.id, wide.id, y.id};
  w.is_signed = e.option == "signed";
  const Typed stretch = make(std::move(w), kYesNo, e.span);
  if (!near.ok() || !stretch.ok()) return wrong();
  Node both;
  both.op = Op::and_;
  both.args = {near.id, stretch.id};
  return make(std::move(both), kYesNo, e.span);
}

}  // namespace assize::check_detail
