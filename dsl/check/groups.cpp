// One record that stands for several: `once for each` keeps the earliest or the latest of those
// that share some fields, `for each group of` the first that was returned.
//
// Both are conditions that the author did not write out. Only rows that were returned are looked
// at: an indicator counts those.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::Across;
using model::AcrossKind;
using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::Op;

namespace {

std::string list(const std::vector<syntax::Word>& words) {
  std::string out;
  for (const syntax::Word& w : words) out += (out.empty() ? "" : ", ") + w.text;
  return out;
}

bool can_be_key(Kind k) {
  return k == Kind::text || k == Kind::code || k == Kind::number || k == Kind::date;
}

}  // namespace

bool Typer::group_key(const syntax::Word& w, std::vector<model::LinkKey>& keys) {
  const Index f = p_.field(record_, w);
  if (f == kNone) return false;
  if (!can_be_key(p_.ruleset.records[record_].fields[f].type.kind)) {
    p_.error("A3806", w.span,
             "records are put together by texts, codes, numbers or dates; `" + w.text + "` is " +
                 p_.in_words(p_.ruleset.records[record_].fields[f].type));
    return false;
  }
  keys.push_back({f, f});
  return true;
}

// Another record that the population holds comes before this one, by the keys in turn. Two that
// are the same by all of them: nobody knows which of them stays.
ExprId Typer::kept(const syntax::OnceForEach& o, ExprId population, ExprId dated_by) {
  for (ExprId id : reach(p_.ruleset, {population})) {
    const Op op = p_.arena[id].op;
    if (op < Op::rule_passes || op > Op::rule_not_applicable) continue;
    p_.error("A3081", o.span, "which record stays cannot rest on what a rule said",
             "say `leave out ... when` for what the rule is about");
    return kNoExpr;
  }
  Across a;
  a.kind = AcrossKind::none;
  a.outer = a.record = record_;
  a.other = a.returned_only = true;
  a.span = o.span;
  p_.ruleset.across.push_back(a);
  Typer inner(p_, module_, record_);
  inner.scope_ = {this, {}, static_cast<std::uint32_t>(p_.ruleset.across.size()), {}, std::nullopt};
  std::vector<ExprId> all;
  if (population != kNoExpr) all.push_back(population);
  if (dated_by != kNoExpr && p_.arena[dated_by].op != Op::cut_off) {
    // A row that is dated later is out: nobody knew it at the cut-off.
    const Typed dated{dated_by, p_.arena[dated_by].type};
    const Typed today = inner.cut_off(o.span);
    all.push_back(dated.type.kind == Kind::date
                      ? inner.compare(Op::le, dated.id, today.id, o.span).id
                      : inner.by_day(o.span, Op::le, dated, today).id);
  }
  const auto word = [](const syntax::Word& w) {
    E e;
    e.kind = syntax::Kind::name;
    e.name = {"", w.text, w.span};
    e.span = w.span;
    return e;
  };
  for (const syntax::Word& w : o.by) {
    const Symbol* s = p_.look_up(module_, record_, {"", w.text, w.span});
    const bool derived = s != nullptr && s->what == What::definition;
    if (!derived) {
      if (!group_key(w, a.keys)) return kNoExpr;
      continue;
    }
    const Typed mine = value(word(w)), theirs = inner.value(word(w));
    if (!mine.ok() || !theirs.ok()) return kNoExpr;
    all.push_back(inner.compare(Op::eq, theirs.id, inner.hand_in(mine, w.span).id, w.span).id);
  }
  if (a.keys.empty()) {
    p_.error("A3806", o.span, "at least one of what records share is a field of theirs");
    return kNoExpr;
  }
  const Op first = o.latest ? Op::gt : Op::lt;
  ExprId before = kNoExpr;
  for (std::size_t i = o.keys.size(); i-- > 0;) {
    const E& key = o.keys[i];
    const Typed theirs = inner.value(key), mine = value(key);
    if (!theirs.ok() || !mine.ok()) return kNoExpr;
    const Kind k = theirs.type.kind;
    if (!is_date_or_time(k) && !is_duration(k) && k != Kind::number && k != Kind::text) {
      p_.error("A3006", key.span, p_.in_words(theirs.type) + " has no first and last",
               "rows are put in order by dates, times, numbers or texts");
      return kNoExpr;
    }
    const ExprId outside = inner.hand_in(mine, key.span).id;
    const ExprId less = inner.compare(first, theirs.id, outside, key.span).id;
    Node rest;  // the next key where this one is the same; of the last, nobody knows
    if (before == kNoExpr) {
      Node other;
      other.op = Op::doubted;
      other.reason = Reason::ambiguous_clock;
      other.args = {inner.compare(Op::ne, theirs.id, outside, key.span).id};
      rest.op = Op::not_;
      rest.args = {inner.make(std::move(other), kYesNo, key.span).id};
    } else {
      rest.op = Op::and_;
      rest.args = {inner.compare(Op::eq, theirs.id, outside, key.span).id, before};
    }
    Node either;
    either.op = Op::or_;
    either.args = {less, inner.make(std::move(rest), kYesNo, key.span).id};
    before = inner.make(std::move(either), kYesNo, key.span).id;
  }
  all.push_back(before);
  Node both;
  both.op = Op::and_;
  both.args = all;
  a.condition = all.size() == 1 ? before : inner.make(std::move(both), kYesNo, o.span).id;
  a.said = std::string("it is the ") + (o.latest ? "latest" : "earliest") + " by ";
  for (const E& key : o.keys)
    a.said += (&key == &o.keys.front() ? "" : " and then by ") +
              (key.kind == syntax::Kind::name ? key.name.id : std::string("what it comes to"));
  a.said += " of those with the same " + list(o.by);
  return finish(std::move(a), inner.scope_, kYesNo, o.span).id;
}

// The first of its group, which stands for it.
ExprId Typer::leads(const syntax::ForEach& each) {
  Across a;
  a.kind = AcrossKind::leads;
  a.outer = a.record = record_;
  a.span = each.span;
  Node n;
  n.op = Op::across;
  for (const syntax::Word& w : each.by) {
    if (!group_key(w, a.keys)) return kNoExpr;
    Node field;
    field.op = Op::field;
    field.index = a.keys.back().mine;
    n.args.push_back(
        make(std::move(field), p_.ruleset.records[record_].fields[field.index].type, w.span).id);
  }
  a.said = "it is the first of those with the same " + list(each.by);
  n.index = static_cast<Index>(p_.ruleset.across.size());
  p_.ruleset.across.push_back(std::move(a));
  return make(std::move(n), kYesNo, each.span).id;
}

// Within the block of a group its plain names are the fields that its rows share.
bool Typer::is_of_group(Index field) const {
  const Program::Group& g = p_.group;
  if (g.each == nullptr || scope_.outer != nullptr || record_ != g.record) return true;
  const std::string& name = p_.ruleset.records[record_].fields[field].name;
  return std::any_of(g.each->by.begin(), g.each->by.end(),
                     [&](const syntax::Word& w) { return w.text == name; });
}

}  // namespace assize::check_detail
