// Spans: two fields of a record that are its ends, and how two of them lie.
//
// A span is no value: it stands where it is compared, and is its two ends there. What a blank end
// means its field says; `blank end means ongoing` says it for the field.
#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::Blank;
using model::Kind;
using model::Op;
using model::SpanTest;
using model::Type;
using SK = syntax::Kind;

// --- declarations ---

void check_span(Program& p, Index record, const syntax::SpanDecl& s) {
  model::Record& r = p.ruleset.records[record];
  auto& spans = p.spans_of[record];
  if (spans.contains(s.id.text) || p.field_of[record].contains(s.id.text)) {
    p.error("A2002", s.id.span,
            "`" + r.name + "` has another " + (spans.contains(s.id.text) ? "span" : "field") +
                " of the name `" + s.id.text + "`");
    return;
  }
  const Index from = p.field(record, s.from), to = p.field(record, s.to);
  if (from == kNone || to == kNone) return;
  const Type& a = r.fields[from].type;
  model::Field& end = r.fields[to];
  if (!is_date_or_time(a.kind) || a.kind != end.type.kind) {
    p.error("A3801", s.span,
            "a span runs from a date to a date or from a time to a time; `" + s.from.text +
                "` is " + p.in_words(a) + " and `" + s.to.text + "` is " + p.in_words(end.type));
    return;
  }
  const bool event = end.blank == Blank::not_by_cut_off || end.blank == Blank::did_not_happen;
  if (s.ongoing && !end.required && !end.blank_declared) {
    end.blank = Blank::not_by_cut_off;
    end.blank_declared = true;
  } else if (s.ongoing ? !event : !end.required && !end.blank_declared) {
    p.error("A3802", s.ongoing ? s.span : s.to.span,
            s.ongoing
                ? "`" + s.to.text + "` says otherwise: " +
                      (end.required ? "it is never blank" : "its blank is no end to come")
                : "nothing says what a span without an end is: `" + s.to.text + "` may be blank",
            s.ongoing ? "leave out `blank end means ongoing`, or the field's own words"
                      : "add `, blank end means ongoing`, or say at the field what a blank means");
    return;
  }
  spans.emplace(s.id.text, &s);
}

// --- the ends of what is compared ---

// Whose fields `WHOSE.NAME` are, as far as records go; kNone: nobody's.
Index Typer::record_of(const std::string& whose) const {
  if (record_ == kNone) return kNone;
  const model::Record& record = p_.ruleset.records[record_];
  if (whose.empty() || whose == scope_.alias || (scope_.alias.empty() && whose == record.name))
    return record_;
  for (const model::Link& l : record.links) {
    if (l.name == whose) return l.record;
  }
  const Symbol* s = p_.look_up(module_, syntax::Name{{}, whose, {}});
  if (s != nullptr && s->what == What::row) {
    const Symbol* of = p_.look_up(p_.rows[s->index].module, p_.rows[s->index].decl->pick.name);
    return of != nullptr && of->what == What::record ? of->index : kNone;
  }
  return scope_.outer == nullptr ? kNone : scope_.outer->record_of(whose);
}

const syntax::SpanDecl* Typer::span_named(const E& e) const {
  if (e.kind != SK::name) return nullptr;
  const Index record = record_of(e.name.module_alias);
  if (record == kNone || record >= p_.spans_of.size()) return nullptr;
  const auto found = p_.spans_of[record].find(e.name.id);
  return found == p_.spans_of[record].end() ? nullptr : found->second;
}

std::optional<Typer::Ends> Typer::ends(const E& e, const Type* want) {
  Ends out;
  out.span = e.span;
  if (const syntax::SpanDecl* s = span_named(e)) {
    E from = e, to = e;
    from.name.id = s->from.text;
    to.name.id = s->to.text;
    out.from = value(from);
    out.to = value(to);
  } else if (e.kind == SK::call && e.text == "span from") {
    out.from = value(e.children[0], want);
    out.to = value(e.children[1], out.from.ok() ? &out.from.type : want);
  } else {
    out.from = out.to = value(e, want);
    out.is_moment = true;
  }
  if (!out.from.ok() || !out.to.ok()) return std::nullopt;
  for (const Typed& end : {out.from, out.to}) {
    if (is_date_or_time(end.type.kind)) continue;
    p_.error("A3801", e.span,
             std::string(out.is_moment ? "a span, a date or a time is needed here"
                                       : "a span runs between dates or times") +
                 "; this is " + p_.in_words(end.type));
    return std::nullopt;
  }
  return out;
}

Typed Typer::spans(const E& e) {
  std::optional<Ends> x = ends(e.children[0], nullptr);
  if (!x) return wrong();
  std::optional<Ends> y = ends(e.children[1], &x->from.type);
  if (!y) return wrong();
  const bool by_day = e.grain == syntax::Grain::by_day;
  for (const Typed& end : {x->to, y->from, y->to}) {
    if (by_day || end.type.kind == x->from.type.kind) continue;
    p_.error(
        "A3803", e.span,
        p_.in_words(x->from.type) + " and " + p_.in_words(end.type) + " lie on different scales",
        "compare their days: add `by day`");
    return wrong();
  }
  // What lies in the other stands first.
  if (e.text == "covers" || (e.text == "overlaps" && y->is_moment)) std::swap(x, y);
  if (y->is_moment) {
    p_.error("A3803", e.span, "a moment holds nothing but itself",
             x->is_moment ? "compare two moments with `is on`" : "");
    return wrong();
  }
  Node n;
  n.op = Op::spans;
  n.by_day = by_day;
  const bool start_only = x->is_moment || e.text == "starts in";
  const SpanTest test = start_only             ? SpanTest::holds
                        : e.text == "overlaps" ? SpanTest::overlaps
                                               : SpanTest::inside;
  n.index = static_cast<std::uint32_t>(test);
  n.args = {x->from.id};
  if (!start_only) n.args.push_back(x->to.id);
  n.args.push_back(y->from.id);
  n.args.push_back(y->to.id);
  return make(std::move(n), kYesNo, e.span);
}

// --- what moments and spans of rows come to between two edges ---

// `inner` is about the rows; `next` is the child that names what they are.
Typed Typer::spread(const E& e, model::Across a, Typer& inner, std::size_t next) {
  const bool counts_moments =
      a.kind == model::AcrossKind::gap || a.kind == model::AcrossKind::slots;
  const std::optional<Ends> of = inner.ends(e.children[next], nullptr);
  if (!of) return wrong();
  if (of->is_moment && !counts_moments) {
    p_.error("A3804", e.children[next].span, "a moment covers no time",
             "name a span: `span NAME from FIELD to FIELD` in the record");
    return wrong();
  }
  a.value = of->from.id;
  if (!of->is_moment) a.until = of->to.id;
  const Type& type = of->from.type;
  bool ok = true;
  const auto edge = [&](const E& child) -> Index {
    const Typed t = value(child, &type);
    if (t.ok() && t.type.kind != type.kind) {
      p_.error(
          "A3803", child.span,
          "the edge is " + p_.in_words(t.type) + ", what lies between them " + p_.in_words(type));
    }
    ok = ok && t.ok() && t.type.kind == type.kind;
    return ok ? p_.arena[inner.hand_in(t, child.span).id].index : kNone;
  };
  a.from = edge(e.children[next + 1]);
  a.to = edge(e.children[next + 2]);
  if (next + 3 < e.children.size()) {
    const E& child = e.children[next + 3];
    const Typed length = value(child);
    const Kind wanted = type.kind == Kind::date ? Kind::calendar : Kind::elapsed;
    const model::Expr* l = length.ok() ? &p_.arena[length.id] : nullptr;
    const CalendarDuration* days = l != nullptr && l->op == Op::literal && wanted == Kind::calendar
                                       ? std::get_if<CalendarDuration>(&l->value.point())
                                       : nullptr;
    if (length.ok() && length.type.kind != wanted) {
      p_.error("A3805", child.span,
               "a stretch between " + std::string(wanted == Kind::calendar ? "dates" : "times") +
                   " is so many " + (wanted == Kind::calendar ? "days" : "minutes or hours") +
                   "; this is " + p_.in_words(length.type));
      ok = false;
    } else if (days != nullptr && days->months != 0) {
      p_.error("A3805", child.span, "months and years differ in length: say how many days");
      ok = false;
    }
    ok = ok && length.ok();
    if (ok) a.window = p_.arena[inner.hand_in(length, child.span).id].index;
  }
  const bool is_number = type.kind == Kind::date || a.kind == model::AcrossKind::slots;
  const Type result{is_number ? Kind::number : Kind::elapsed};
  return ok ? finish(std::move(a), inner.scope_, result, e.span) : wrong();
}

}  // namespace assize::check_detail
