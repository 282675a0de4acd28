// Which records belong together, by which fields, and which records are returned completely.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::Kind;

namespace {

// Values of these types are equal or not, whatever else they are.
bool can_be_key(Kind k) {
  return k == Kind::text || k == Kind::code || k == Kind::number || k == Kind::date;
}

class Links {
 public:
  Links(Program& p, Index at)
      : p_(p), at_(at), decl_(*p.records[at].decl), record_(p.ruleset.records[at]) {}

  void check() {
    for (const syntax::LinkDecl& l : decl_.links) link(l);
    for (const syntax::SpanDecl& s : decl_.spans) check_span(p_, at_, s);
    if (const syntax::Word* w = only(p_, decl_.dated_by, "dated by")) dated_by(*w);
    if (const syntax::CoversDecl* c = only(p_, decl_.covers, "covers every row")) {
      record_.covered = true;
      record_.covered_without_file = c->without_file;
      record_.covered_because = c->because.text;
      if (c->because.text.empty())
        p_.error("A3032", c->span, "`covers every row` does not say why the return is complete",
                 "add `because \"...\"`");
    }
  }

 private:
  void link(const syntax::LinkDecl& l) {
    const Symbol* s = p_.resolve(p_.records[at_].module, l.to, What::record);
    if (s == nullptr) return;
    const auto twin = std::find_if(record_.links.begin(), record_.links.end(),
                                   [&](const model::Link& o) { return o.name == l.id.text; });
    if (twin != record_.links.end() || p_.field_of[at_].contains(l.id.text)) {
      p_.error("A2002", l.id.span,
               "`" + record_.name + "` has another " +
                   (twin != record_.links.end() ? "link" : "field") + " of the name `" + l.id.text +
                   "`");
      return;
    }
    model::Link out{l.id.text, s->index, {}, l.id.span};
    for (const auto& [mine, theirs] : l.by) {
      const Index a = p_.field(at_, mine);
      const Index b = p_.field(s->index, theirs ? *theirs : mine);
      if (a == kNone || b == kNone) return;
      const model::Type& x = record_.fields[a].type;
      const model::Type& y = p_.ruleset.records[s->index].fields[b].type;
      if (!can_be_key(x.kind) || !agreed(x, y)) {
        p_.error("A3080", mine.span,
                 "`" + mine.text + "` is " + p_.in_words(x) + " and cannot be the same as " +
                     p_.in_words(y),
                 "records are linked by texts, codes, numbers or dates of one type");
        return;
      }
      out.keys.push_back({a, b});
    }
    record_.links.push_back(std::move(out));
    p_.certain[at_].push_back(l.certain ? &*l.certain : nullptr);
  }

  void dated_by(const syntax::Word& w) {
    const Index f = p_.field(at_, w);
    if (f == kNone) return;
    const model::Field& field = record_.fields[f];
    const bool is_event =
        field.blank == model::Blank::not_by_cut_off || field.blank == model::Blank::did_not_happen;
    if (!is_date_or_time(field.type.kind) || is_event) {
      p_.error("A3029", w.span,
               is_event ? "`" + w.text +
                              "` may never come: the rows that are still to come "
                              "cannot be told by it"
                        : "a record is dated by a field that is a date or a time; `" + w.text +
                              "` is " + p_.in_words(field.type));
      return;
    }
    record_.dated_by = f;
  }

  Program& p_;
  Index at_;
  const syntax::RecordDecl& decl_;
  model::Record& record_;
};

}  // namespace

// A mistake is told of once, here; the link is then used as a certain one.
void check_certain_links(Program& p) {
  for (Index i = 0; i < p.records.size(); ++i) {
    for (const syntax::Expression*& certain : p.certain[i]) {
      if (certain == nullptr) continue;
      p.weighing = true;
      if (Typer(p, p.records[i].module, i).test(*certain) == model::kNoExpr) certain = nullptr;
      p.weighing = false;
    }
  }
}

void check_links(Program& p) {
  p.spans_of.resize(p.records.size());
  p.certain.resize(p.records.size());
  for (Index i = 0; i < p.records.size(); ++i) Links(p, i).check();
  p.open_rows.assign(p.rows.size(), false);
}

}  // namespace assize::check_detail
