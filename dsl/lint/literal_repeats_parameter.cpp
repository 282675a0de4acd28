// A4008. A literal beside a parameter of the same value: when the parameter changes, the literal
// stays behind.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

// Durations and percentages are rarely equal by chance; small plain numbers, texts and yes or no
// are.
bool telling(const model::Type& t) {
  return t.kind == model::Kind::elapsed || t.kind == model::Kind::calendar ||
         (t.kind == model::Kind::number && t.unit != model::Unit::none);
}

bool equal(const Scalar& a, const Scalar& b) {
  if (a.index() != b.index()) return false;
  if (const auto* d = std::get_if<Decimal>(&a)) return *d == std::get<Decimal>(b);
  if (const auto* m = std::get_if<MillisValue>(&a)) return *m == std::get<MillisValue>(b);
  if (const auto* d = std::get_if<CalendarDuration>(&a)) return *d == std::get<CalendarDuration>(b);
  return false;
}

const model::Parameter* parameter_of(const Context& c, const model::Type& type,
                                     const Scalar& value) {
  for (const model::Parameter& q : c.ruleset.parameters) {
    // One that has local versions is not the same for everybody.
    if (!(q.type == type) || !c.here(q.span) || q.tighter != model::Direction::not_said) continue;
    for (const model::DatedValue& v : q.values) {
      if (equal(v.value, value)) return &q;
    }
  }
  return nullptr;
}

// A parameter that always has the one value can stand for it without a change of meaning.
bool is_constant(const model::Parameter& q) {
  return q.values.size() == 1 && !q.values[0].valid.from && !q.values[0].valid.until;
}

void say(const Context& c, Span span, const model::Parameter& q) {
  if (is_constant(q)) c.fix("A4008", span, q.name);
  c.warn("A4008", span, "this is the value of " + quoted(q.name) + ", written out again",
         "write " + quoted(q.name) + ", so that both change together");
}

}  // namespace

void literal_repeats_parameter(const Context& c) {
  for (const model::Expr& e : c.ruleset.exprs) {
    if (e.op != model::Op::literal || !e.value.is_known() || !telling(e.type) || !c.here(e.span))
      continue;
    if (const model::Parameter* q = parameter_of(c, e.type, e.value.point())) say(c, e.span, *q);
  }
  for (const model::Standard& s : c.ruleset.standards) {
    const model::Indicator& i = c.ruleset.indicators[s.indicator];
    if (!model::gives_share(i) || s.claim) continue;
    for (const model::Target& t : s.targets) {
      const bool valued =
          t.kind == model::TargetKind::at_least || t.kind == model::TargetKind::at_most;
      if (!valued || t.parameter != model::kNone || !c.here(t.span)) continue;
      if (const model::Parameter* q =
              parameter_of(c, {model::Kind::number, model::Unit::percent}, t.value))
        say(c, t.span, *q);
    }
  }
}

}  // namespace assize::lint_detail
