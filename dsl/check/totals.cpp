// Rows of totals: `COUNTY "Whole county", total of NORTH, SOUTH`.
//
// A row of a total does not count where all of its parts were returned beside it, and stands for
// them where one of them is missing: nothing is added to what it is the sum of, and nothing lost.
// Where all are there, a rule that the author did not write holds its counts against theirs. Beside
// it stand the rows that agree with it in the rest of the key; only rows that were returned are
// looked at.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::Across;
using model::AcrossKind;
using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::Op;

namespace {

std::vector<Index> totals_of(const model::CodeList& list) {
  std::vector<Index> out;
  for (std::size_t c = 0; c < list.codes.size(); ++c) {
    if (!list.codes[c].total_of.empty()) out.push_back(static_cast<Index>(c));
  }
  return out;
}

// The field of the record's key whose list has totals; kNone: none.
Index totalled(const model::Ruleset& r, Index record) {
  for (const Index f : r.records[record].key) {
    const model::Type& type = r.records[record].fields[f].type;
    if (type.kind == Kind::code && !totals_of(r.code_lists[type.list]).empty()) return f;
  }
  return kNone;
}

bool is_added_up(const model::Field& f) {
  const bool money = f.type.kind == Kind::number && f.type.unit == model::Unit::pounds;
  return money || (f.whole && f.low && !f.low->is_negative());  // a count
}

}  // namespace

// `kind` (any, none, how many different or sum of `summed`) over the rows beside this one that hold
// one of `parts`; with `others` none but those that hold another than this one does.
ExprId Typer::beside(AcrossKind kind, Index field, const std::vector<CodeIndex>& parts,
                     Index summed, Span span, bool others) {
  const model::Record& record = p_.ruleset.records[record_];
  const model::Type type = record.fields[field].type;
  Across a;
  a.kind = kind;
  a.record = record_;
  a.other = a.returned_only = true;
  a.span = span;
  for (const Index k : record.key) {
    if (k != field) a.keys.push_back({k, k});
  }
  p_.ruleset.across.push_back(a);
  Typer inner(p_, module_, record_);
  inner.scope_ = {this, {}, static_cast<std::uint32_t>(p_.ruleset.across.size()), {}, std::nullopt};
  a.condition = inner.one_of(field, parts, span);
  if (others) {
    Node of;
    of.op = Op::field;
    of.index = field;
    const ExprId theirs = inner.make(of, type, span).id;
    const Typed mine = make(std::move(of), type, span);
    a.condition = both(p_, a.condition,
                       inner.compare(Op::ne, theirs, inner.hand_in(mine, span).id, span).id, span);
  }
  const bool valued = kind == AcrossKind::sum || kind == AcrossKind::different;
  if (valued) {
    Node of;
    of.op = Op::field;
    of.index = summed;
    a.value = inner.make(std::move(of), record.fields[summed].type, span).id;
  }
  const auto& codes = p_.ruleset.code_lists[type.list].codes;
  std::string said;
  for (const CodeIndex c : parts)
    said += (said.empty()                    ? ""
             : kind == AcrossKind::different ? " and "
                                             : " or ") +
            codes[static_cast<std::size_t>(c.at)].text;
  a.said =
      kind == AcrossKind::different
          ? std::string(others ? "how many others of " : "how many of ") + said + " stand beside it"
      : kind == AcrossKind::sum
          ? "the sum of " + record.fields[summed].name + " of the rows of " + said
          : std::string(kind == AcrossKind::none ? "no row" : "a row") + " of " + said +
                " stands beside it";
  return finish(std::move(a), inner.scope_,
                kind == AcrossKind::sum         ? p_.ruleset.records[record_].fields[summed].type
                : kind == AcrossKind::different ? model::Type{Kind::number}
                                                : kYesNo,
                span)
      .id;
}

ExprId Typer::one_of(Index field, const std::vector<CodeIndex>& codes, Span span) {
  const model::Type type = p_.ruleset.records[record_].fields[field].type;
  Node of;
  of.op = Op::field;
  of.index = field;
  Node in;
  in.op = Op::in;
  in.args.push_back(make(std::move(of), type, span).id);
  for (const CodeIndex c : codes) in.args.push_back(literal(Value::of(Scalar(c)), type, span).id);
  return make(std::move(in), kYesNo, span).id;
}

// That nothing is counted twice and nothing left out: a total counts unless all of its parts stand
// beside it; a part counts unless its total does and another part is missing. kNoExpr: the record
// has no totals.
ExprId Typer::counts_once(Span span) {
  const Index field = totalled(p_.ruleset, record_);
  if (field == kNone) return kNoExpr;
  const Index list = p_.ruleset.records[record_].fields[field].type.list;
  const auto node = [&](Op op, std::vector<ExprId> args) {
    Node n;
    n.op = op;
    n.args = std::move(args);
    return make(std::move(n), kYesNo, span).id;
  };
  ExprId all = kNoExpr;
  for (const Index total : totals_of(p_.ruleset.code_lists[list])) {
    const std::vector<CodeIndex> parts = p_.ruleset.code_lists[list].codes[total].total_of;
    const std::vector<CodeIndex> whole{CodeIndex{static_cast<int>(total)}};
    const auto are_there = [&](std::size_t n, bool others) {
      const ExprId there = beside(AcrossKind::different, field, parts, field, span, others);
      const ExprId least =
          literal(Value::of(Scalar(Decimal(static_cast<std::int64_t>(n)))), {Kind::number}, span)
              .id;
      return compare(Op::ge, there, least, span).id;
    };
    const ExprId is_total = one_of(field, whole, span), is_part = one_of(field, parts, span);
    const ExprId stands_for_them = node(Op::not_, {are_there(parts.size(), false)});
    const ExprId alone = beside(AcrossKind::none, field, whole, kNone, span);
    all = both(p_, all, node(Op::or_, {node(Op::not_, {is_total}), stands_for_them}), span);
    all = both(p_, all,
               node(Op::or_, {node(Op::not_, {is_part}), alone, are_there(parts.size() - 1, true)}),
               span);
  }
  return all;
}

// The rule that holds the counts of one total against those of its parts.
void Typer::adds_up(Index total, model::Rule& rule) {
  const Index field = totalled(p_.ruleset, record_);
  const Index list = p_.ruleset.records[record_].fields[field].type.list;
  const std::vector<CodeIndex> parts = p_.ruleset.code_lists[list].codes[total].total_of;
  rule.when = one_of(field, {CodeIndex{static_cast<int>(total)}}, rule.span);
  for (const CodeIndex part : parts)
    rule.when =
        both(p_, rule.when, beside(AcrossKind::any, field, {part}, kNone, rule.span), rule.span);
  const std::size_t fields = p_.ruleset.records[record_].fields.size();
  for (Index f = 0; f < fields; ++f) {
    if (!is_added_up(p_.ruleset.records[record_].fields[f])) continue;
    Node of;
    of.op = Op::field;
    of.index = f;
    const ExprId mine =
        make(std::move(of), p_.ruleset.records[record_].fields[f].type, rule.span).id;
    const ExprId theirs = beside(AcrossKind::sum, field, parts, f, rule.span);
    rule.must = both(p_, rule.must, compare(Op::eq, mine, theirs, rule.span).id, rule.span);
  }
}

void check_totals(Program& p) {
  for (Index r = 0; r < p.records.size(); ++r) {
    const model::Record& record = p.ruleset.records[r];
    for (const model::Field& f : record.fields) {
      const auto* list = f.type.kind == Kind::code ? &p.ruleset.code_lists[f.type.list] : nullptr;
      if (list == nullptr || totals_of(*list).empty()) continue;
      const auto in_key = [&](Index k) { return &record.fields[k] == &f; };
      const bool first =
          totalled(p.ruleset, r) != kNone && &record.fields[totalled(p.ruleset, r)] == &f;
      if (std::none_of(record.key.begin(), record.key.end(), in_key) || !first ||
          record.key.size() < 2) {
        p.error("A3090", f.span,
                "`" + list->name + "` has totals, and `" + record.name +
                    "` does not say which rows stand beside one another",
                "make `" + f.name +
                    "` part of the key, with the fields that a total and its parts share");
        return;
      }
    }
    const Index field = totalled(p.ruleset, r);
    if (field == kNone) continue;
    const auto& fields = p.ruleset.records[r].fields;
    if (std::none_of(fields.begin(), fields.end(), is_added_up)) continue;
    const Index list = fields[field].type.list;
    for (const Index total : totals_of(p.ruleset.code_lists[list])) {
      const model::Code& code = p.ruleset.code_lists[list].codes[total];
      model::Rule rule;
      rule.name = record.name + " of " + code.text;
      rule.title = code.meaning + " is the sum of its parts";
      rule.message = "A row of " + code.text + " is not the sum of the rows of its parts.";
      rule.record = r;
      rule.span = p.ruleset.records[r].span;
      Typer(p, p.records[r].module, r).adds_up(total, rule);
      p.ruleset.rules.push_back(std::move(rule));
    }
  }
}

}  // namespace assize::check_detail
