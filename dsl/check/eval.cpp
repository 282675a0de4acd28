// One expression with values for its names: a ruleset of one record, whose fields they are.
#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize {

using check_detail::Typed;
using check_detail::Typer;
using model::Kind;

namespace {

model::Type type_of_let(check_detail::Program& p, const syntax::Expression& e, LetValue& out,
                        bool& ok) {
  if (e.kind == syntax::Kind::literal && e.literal == syntax::LiteralKind::blank) {
    out.cell = LetValue::Cell::blank;
    return {};
  }
  if (e.kind == syntax::Kind::literal && e.literal == syntax::LiteralKind::unreadable) {
    out.cell = LetValue::Cell::unreadable;
    return {};
  }
  const Typed t = Typer(p, 0, model::kNone, true).value(e);
  if (t.ok() && p.arena[t.id].op == model::Op::literal) {
    out.value = p.arena[t.id].value;
    return t.type;
  }
  if (t.ok()) p.error("A3014", e.span, "a name stands for a literal");
  ok = false;
  return {};
}

}  // namespace

CheckedExpression check_expression(const syntax::Expression& expression,
                                   const std::vector<Let>& lets, Sources texts,
                                   const Environment& environment, Diagnostics& diagnostics) {
  CheckedExpression result;
  const std::size_t before = diagnostics.errors();
  check_detail::Program p({}, environment, diagnostics);
  p.modules.resize(1);
  p.field_of.resize(1);
  p.ruleset.records.resize(1);
  p.ruleset.holidays = environment.holidays;
  model::Record& record = p.ruleset.records[0];
  Typer typer(p, 0, 0, true);
  bool ok = true;
  for (const Let& let : lets) {
    LetValue value;
    const model::Type type = type_of_let(p, let.value, value, ok);
    if (type.kind == Kind::list) {
      // A list is a value that the expression holds: no field of a record is one.
      typer.constants[let.name] = Typer(p, 0, model::kNone, true).value(let.value);
      continue;
    }
    if (!p.field_of[0]
             .try_emplace(let.name, static_cast<model::Index>(record.fields.size()))
             .second) {
      p.error("A2002", let.value.span, "`" + let.name + "` is given twice");
      ok = false;
      continue;
    }
    model::Field f;
    f.name = f.heading = let.name;
    f.type = type;
    f.span = let.value.span;
    record.fields.push_back(std::move(f));
    result.values.push_back(std::move(value));
  }
  if (ok) result.expression = typer.value(expression).id;
  result.ok = ok && result.expression != model::kNoExpr && diagnostics.errors() == before;
  p.ruleset.texts = std::move(texts);
  result.ruleset = std::move(p.ruleset);
  return result;
}

}  // namespace assize
