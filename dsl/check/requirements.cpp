// What a requirement comes to: an indicator over the statements about it, and a standard that asks
// for one that stands. Source: docs/language/meaning.md, "Requirements".
#include "dsl/check/program.h"

namespace assize::check_detail {

namespace {

using syntax::Expression;
using Written = syntax::Kind;

Expression node(Written kind, Span span) {
  Expression e;
  e.kind = kind;
  e.span = span;
  return e;
}
Expression field(const syntax::Word& w) {
  Expression e = node(Written::name, w.span);
  e.name = {"", w.text, w.span};
  return e;
}

// It names who or what, and its days have not run out at the cut-off.
void in_place(const std::vector<syntax::InPlace>& clauses, std::vector<Expression>& to) {
  for (const syntax::InPlace& c : clauses) {
    Expression named = node(Written::is_supplied, c.by.span);
    named.children = {field(c.by)};
    to.push_back(std::move(named));
    const Expression day = field(c.life.field), today = node(Written::cut_off, c.life.field.span);
    Expression holds = node(c.life.until       ? Written::on_or_after
                            : c.life.valid_for ? Written::within
                                               : Written::on_or_before,
                            c.span);
    if (c.life.valid_for)
      holds.children = {today, *c.life.valid_for, day};
    else
      holds.children = {day, today};
    to.push_back(std::move(holds));
  }
}

}  // namespace

void make_requirement(Program& p, const syntax::RequirementDecl& d,
                      syntax::IndicatorDecl& indicator, syntax::StandardDecl& standard) {
  const bool stated = !d.attested.empty() || !d.evidenced.empty();
  only(p, d.must, "must");
  only(p, d.attested, "attested by");
  only(p, d.evidenced, "evidenced by");
  const syntax::Test* computed = only(p, d.computed, "computed");
  if (stated == (computed != nullptr)) {
    p.error("A3056", d.id.span,
            stated ? "`" + d.id.text + "` is stated and computed at once"
                   : "`" + d.id.text + "` does not say what puts it in place",
            "say `attested by OFFICER on DATE;`, `evidenced by DOCUMENT until DATE;`, both, or "
            "`computed: CONDITION;`");
  }
  if (computed != nullptr && !d.must.empty()) {
    p.error("A3056", d.must[0].span, "`must` is said of a statement; nothing is stated here",
            "say it in `computed`");
  }
  std::vector<Expression> all;
  for (const syntax::Test& t : d.must) all.push_back(t.condition);
  in_place(d.attested, all);
  in_place(d.evidenced, all);
  if (computed != nullptr) all.push_back(computed->condition);
  syntax::Test met;
  met.span = d.id.span;
  if (all.size() == 1) {
    met.condition = std::move(all[0]);
  } else {
    met.condition = node(Written::and_, d.id.span);
    met.condition.children = std::move(all);
  }
  met.because = syntax::Text{"a statement that names nobody is none", d.id.span};
  if (computed != nullptr) met.because = computed->because;

  indicator.id = {d.id.text + " in place", d.id.span};
  indicator.title = d.title;
  indicator.cites = d.cites;
  indicator.for_each = d.for_each;
  indicator.better = {{"higher", d.id.span}};
  indicator.as_at_cut_off = true;
  indicator.met_when = {std::move(met)};
  indicator.span = d.span;

  standard.id = d.id;
  standard.title = d.title;
  standard.cites = d.cites;
  standard.in_force = d.in_force;
  standard.duty_of = d.duty_of;
  standard.span = d.span;
  syntax::Judges judges;
  judges.indicators = {{"", indicator.id.text, d.id.span}};
  judges.per_provider = true;
  judges.span = d.id.span;
  standard.judges = {std::move(judges)};
  syntax::Target target;
  target.span = d.id.span;
  if (stated) {
    Expression one = node(Written::literal, d.id.span);
    one.literal = syntax::LiteralKind::number;
    one.text = "1";
    target.value = std::move(one);
    target.cases = true;
  } else {
    target.kind = syntax::TargetKind::every_case;
  }
  standard.targets = {std::move(target)};
}

}  // namespace assize::check_detail
