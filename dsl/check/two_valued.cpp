// Words that ask of a cell as it was returned, and what a rule said of the record.
#include "dsl/check/expressions.h"
#include "dsl/check/near_reason.h"

namespace assize::check_detail {

using model::Kind;
using model::Op;
using model::Type;
using SK = syntax::Kind;

Typed Typer::field_operand(const E& e, const char* word) {
  const Typed x = value(e);
  if (!x.ok()) return x;
  if (p_.arena[x.id].op != Op::field) {
    p_.error(
        "A3010", e.span,
        std::string("`") + word + "` is asked of a field as it was returned; this is not a field",
        p_.arena[x.id].op == Op::named
            ? "a derived field has no cell: ask it of the fields that it is made from"
            : "");
    return wrong();
  }
  return x;
}

Typed Typer::two_valued(const E& e) {
  Node n;
  Typed x;
  switch (e.kind) {
    case SK::is_blank:
      n.op = Op::is_blank;
      x = field_operand(e.children[0], "is blank");
      break;
    case SK::is_supplied:
      n.op = Op::is_supplied;
      x = field_operand(e.children[0], "is supplied");
      break;
    case SK::is_well_formed:
      n.op = Op::is_well_formed;
      x = field_operand(e.children[0], "is well formed");
      break;
    case SK::is_listed:
      n.op = Op::is_listed;
      x = field_operand(e.children[0], "is a listed code");
      if (x.ok() && x.type.kind != Kind::code) {
        p_.error("A3009", e.children[0].span,
                 "only a code can be on a list; this is " + p_.in_words(x.type));
        return wrong();
      }
      break;
    case SK::surely:
      n.op = Op::surely;
      x = {test(e.children[0]), kYesNo};
      break;
    case SK::is_unknown:
      n.op = e.option.empty() ? Op::is_unknown : Op::is_unknown_because;
      if (!e.option.empty() && !reason_of(e.option, n.reason)) {
        p_.error("A2001", e.span, "`" + e.option + "` is no reason why a value is unknown",
                 near_reason(e.option));
        return wrong();
      }
      x = value(e.children[0]);
      break;
    default:
      n.op = Op::is_known;
      x = value(e.children[0]);
      break;
  }
  if (!x.ok()) return wrong();
  n.args = {x.id};
  return make(std::move(n), kYesNo, e.span);
}

Typed Typer::has_happened(const E& e) {
  const Typed x = field_operand(e.children[0], "has happened");
  if (!x.ok()) return wrong();
  if (!is_date_or_time(x.type.kind) && x.type.kind != Kind::nothing) {
    p_.error("A3009", e.children[0].span,
             "only a date or a time can have happened; this is " + p_.in_words(x.type));
    return wrong();
  }
  Node n;
  n.op = Op::has_happened;
  n.args = {x.id};
  return make(std::move(n), kYesNo, e.span);
}

Typed Typer::or_else(const E& e) {
  const Typed x = field_operand(e.children[0], "or else");
  if (!x.ok()) return wrong();
  const Typed y = value(e.children[1], &x.type);
  if (!y.ok()) return wrong();
  if (!e.because) {
    p_.error("A3032", e.span, "`or else` does not say why the value may stand in for a blank",
             "add `because \"...\"`");
  }
  const std::optional<Type> type = agreed(x.type, y.type);
  if (!type) return mismatch(e.span, x.type, y.type, "choose between");
  Node n;
  n.op = Op::or_else;
  n.args = {x.id, y.id};
  return make(std::move(n), *type, e.span);
}

Typed Typer::verdict(const E& e) {
  const Symbol* s = p_.resolve(module_, e.children[0].name, What::rule);
  if (s == nullptr) return wrong();
  const model::Rule& r = p_.ruleset.rules[s->index];
  if (scope_.outer != nullptr) {
    p_.error("A3081", e.span,
             "a condition about the rows of another record cannot ask what a rule "
             "said of them",
             "write out what the rule tests");
    return wrong();
  }
  if (r.record != record_) {
    if (r.record != kNone) {
      Diagnostic& d = p_.error(
          "A2013", e.span,
          "`" + r.name + "` is a rule for `" + p_.ruleset.records[r.record].name + "`, not for `" +
              (record_ == kNone ? std::string("this") : p_.ruleset.records[record_].name) + "`");
      d.notes.push_back({"declared here", r.span});
    }
    return wrong();
  }
  Node n;
  n.op = e.text == "passes"         ? Op::rule_passes
         : e.text == "fails"        ? Op::rule_fails
         : e.text == "is undecided" ? Op::rule_undecided
                                    : Op::rule_not_applicable;
  n.index = s->index;
  return make(std::move(n), kYesNo, e.span);
}

}  // namespace assize::check_detail
