#include "engine/reference/members.h"

#include "engine/functions/call.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

Truth joined(Truth a, Truth b) { return a == b ? a : Truth::unknown; }

Tests joined(const Tests& a, const Tests& b) {
  return {joined(a.in_population, b.in_population), joined(a.left_out, b.left_out),
          joined(a.not_in_force, b.not_in_force), joined(a.met, b.met),
          joined(a.excused, b.excused)};
}

void join(std::vector<Truth>& a, const std::vector<Truth>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = joined(a[i], b[i]);
}

Value joined(const Value& a, const Value& b, model::ExprId of, const model::Ruleset& ruleset) {
  if (of == model::kNoExpr) return a;
  const Value both[] = {a, b};
  return hull(both, ruleset.expr(of).type.kind, {});
}

// A standard's own dates.
enum class Outside { no, perhaps, certainly };

Outside outside(const model::Standard* standard, const Dated& dated, Day cut_off) {
  if (!standard) return Outside::no;
  const DaySpan days = dated.range.value_or(DaySpan{kFirstDay, cut_off});
  const model::Validity& force = standard->in_force;
  const bool all =
      (!force.from || *force.from <= days.first) && (!force.until || days.last <= *force.until);
  if (all) return Outside::no;
  const bool none =
      (force.from && days.last < *force.from) || (force.until && *force.until < days.first);
  return none ? Outside::certainly : Outside::perhaps;
}

OutcomeSet under(Outside o, OutcomeSet s) {
  OutcomeSet rest = s;
  for (Outcome replaced : {Outcome::met, Outcome::not_met, Outcome::excused, Outcome::not_yet_due})
    rest = rest.without(replaced);
  if (o == Outside::no || rest == s) return s;
  return (o == Outside::certainly ? rest : s) | Outcome::not_in_force;
}

// One row as a member of a finding, before copies are joined.
Member member_of(const RecordResult& r, Outside o, const model::Indicator& indicator) {
  Member m;
  m.now = under(o, r.now);
  m.later = under(o, r.later);
  m.returned = r.returned;
  if (o != Outside::no) {
    m.returned.not_in_force =
        o == Outside::certainly ? Truth::yes : or_(m.returned.not_in_force, Truth::unknown);
  }
  if (r.dated.may_be_after) {
    m.returned.in_population =
        and_(m.returned.in_population, r.dated.is_certainly_after ? Truth::no : Truth::unknown);
  }
  m.left_out = r.left_out;
  m.excused = r.excused;
  m.failures = r.failures;
  m.is_proved = r.is_proved;
  m.is_by_convention = r.is_by_convention;
  m.has_favourable_blank = r.has_favourable_blank;
  m.value =
      r.value.is_known() && is_never(r.value.point()) ? Value::unknown(Reason::blank) : r.value;
  m.numerator = r.numerator;
  m.denominator = r.denominator;
  // Before copies are joined: the hull of two rows must not hide that one of them makes no sense.
  const bool is_total = indicator.measure == model::Measure::totals;
  if (is_total && is_contradictory({m.now, m.numerator, m.denominator}, indicator.part_of)) {
    m.numerator = m.denominator = Value::unknown(Reason::contradictory);
  }
  return m;
}

}  // namespace

Member join_copies(const model::Ruleset& ruleset, const model::Indicator& indicator,
                   const model::Standard* standard, const Returns& returns,
                   const std::vector<RecordResult>& all, const std::vector<std::size_t>& copies) {
  std::optional<Member> whole;
  for (std::size_t i : copies) {
    Member m = member_of(all[i], outside(standard, all[i].dated, returns.rows[i].place.cut_off.day),
                         indicator);
    if (!whole) {
      whole = std::move(m);
      continue;
    }
    // A copy that cannot be a case has no say in the value of one.
    const auto may_be_a_case = [](const Member& one) {
      return (one.now | one.later).has(Outcome::met);
    };
    if (!may_be_a_case(*whole)) {
      whole->value = m.value;
    } else if (may_be_a_case(m)) {
      whole->value = joined(whole->value, m.value, indicator.value, ruleset);
    }
    whole->now |= m.now;
    whole->later |= m.later;
    whole->returned = joined(whole->returned, m.returned);
    join(whole->left_out, m.left_out);
    join(whole->excused, m.excused);
    join(whole->failures, m.failures);
    whole->is_proved = whole->is_proved && m.is_proved;
    whole->is_by_convention |= m.is_by_convention;
    whole->has_favourable_blank |= m.has_favourable_blank;
    whole->numerator = joined(whole->numerator, m.numerator, indicator.numerator, ruleset);
    whole->denominator = joined(whole->denominator, m.denominator, indicator.denominator, ruleset);
  }
  return std::move(*whole);
}

}  // namespace assize::reference
