// Declarations of what is written once and used in many places: decision tables, blocks of fields,
// groupings, mappings between code lists, subsets, keyed parameters, arguments.
#include <utility>

#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {

ForEach Builder::for_each(P::ForEachContext* c) {
  ForEach f{reference(c->reference()), {}, span(c->reference())};
  if (auto* uses = c->uses()) {
    for (auto* argument : uses->expression()) f.arguments.push_back(expression(argument));
  }
  if (c->GROUP()) {
    auto names = c->name();
    if (c->AS()) {
      f.alias = id(names.back());
      names.pop_back();
    }
    f.by = declared(names);
  }
  return f;
}

OnceForEach Builder::once(P::OnceForEachContext* c) {
  OnceForEach o{declared(c->name()), c->LATEST() != nullptr, {}, span(c)};
  for (auto* key : c->operand()) operand(key, o.keys.emplace_back());
  return o;
}

std::vector<Argument> Builder::arguments(P::ArgumentsContext* c) {
  std::vector<Argument> out;
  for (auto* a : c->argument()) out.push_back({declared(a->name()), type(a->type()), span(a)});
  return out;
}

CodeWord Builder::code_word(P::CodeNameContext* c) const {
  if (auto* string = c->STRING()) {
    const Text written = text(string);
    return {{written.text, written.span}, true};
  }
  return {declared(c->name()), false};
}

CodeSpan Builder::code_span(P::CodeSpanContext* c) const {
  CodeSpan s{code_word(c->codeName(0)), std::nullopt, span(c)};
  if (c->TO()) s.last = code_word(c->codeName(1));
  return s;
}

void Builder::list_detail(P::ListDetailContext* c, CodesDecl& to) {
  if (c->FROM()) {
    CodeFile file{text(c->STRING(0)), std::nullopt, span(c)};
    if (c->HASH()) file.hash = text(c->STRING(1));
    to.files.push_back(std::move(file));
  } else if (c->SNAPSHOT()) {
    to.snapshot.push_back(date(c->date()));
  } else {
    const std::string written = std::string(word(c->NUMERAL())) + " " + words(c->unit()).text;
    auto* u = c->unit();
    const bool clock =
        u->SECOND() || u->SECONDS() || u->MINUTE() || u->MINUTES() || u->HOUR() || u->HOURS();
    to.stale_after.push_back(
        literal(clock ? LiteralKind::elapsed : LiteralKind::calendar, written, span(u)));
  }
}

ConditionDecl Builder::build(P::SubsetContext* c) {
  ConditionDecl d;
  d.subset = true;
  d.id = declared(c->name());
  if (c->arguments()) d.arguments = arguments(c->arguments());
  d.record = reference(c->reference());
  if (c->STRING()) d.title = text(c->STRING());
  d.condition = expression(c->expression());
  d.span = span(c);
  return d;
}

void Builder::clause(P::KeyedValueContext* c, ParameterDecl& to) {
  ParameterValue one;
  if (c->codeName()) one.key = code_word(c->codeName());
  one.value = value(c->value());
  one.span = span(c);
  for (auto* d : c->dated()) dates(d, one.dates);
  to.values.push_back(std::move(one));
}

// --- decision tables ---

TableDecl Builder::build(P::TableContext* c) {
  TableDecl d;
  d.id = declared(c->name());
  d.record = reference(c->reference());
  if (c->STRING()) d.title = text(c->STRING());
  d.type = type(c->type());
  d.span = span(c);
  for (auto* part : c->tableClause()) clause(part, d);
  return d;
}

void Builder::clause(P::TableClauseContext* c, TableDecl& to) {
  if (auto* given = c->tableInputs()) {
    TableInputs inputs{{}, span(given)};
    for (auto* e : given->expression()) inputs.inputs.push_back(expression(e));
    to.given.push_back(std::move(inputs));
  } else if (auto* across = c->tableAcross()) {
    TableAcross cells{{}, span(across)};
    for (auto* cell : across->tableCell()) cells.cells.push_back(table_cell(cell));
    to.across.push_back(std::move(cells));
  } else if (auto* row = c->tableRow()) {
    TableRow r{{}, {}, span(row)};
    for (auto* cell : row->tableCell()) r.cells.push_back(table_cell(cell));
    for (auto* e : row->expression()) r.results.push_back(expression(e));
    to.rows.push_back(std::move(r));
  } else {
    auto* otherwise = c->tableOtherwise();
    to.otherwise.push_back({expression(otherwise->expression()), std::nullopt, span(otherwise)});
  }
}

TableCell Builder::table_cell(P::TableCellContext* c) {
  using Cell = TableCell::Test;
  TableCell cell;
  cell.span = span(c);
  for (auto* e : c->sum()) cell.values.push_back(expression(e));
  cell.negated = c->NOT() != nullptr;
  cell.open_above = c->BELOW() != nullptr;
  const bool or_on = c->ON() != nullptr;
  cell.test = c->sum().empty() ? Cell::any
              : c->MOST()      ? Cell::at_most
              : c->LEAST()     ? Cell::at_least
              : c->LESS()      ? Cell::less_than
              : c->MORE_()     ? Cell::more_than
              : c->BEFORE()    ? (or_on ? Cell::on_or_before : Cell::before)
              : c->AFTER()     ? (or_on ? Cell::on_or_after : Cell::after)
              : c->FROM()      ? Cell::between
                               : Cell::is;
  return cell;
}

// --- blocks, groupings, mappings ---

BlockDecl Builder::build(P::BlockContext* c) {
  BlockDecl d;
  d.body.id = declared(c->name());
  if (c->STRING()) d.title = text(c->STRING());
  d.span = d.body.span = span(c);
  for (auto* part : c->recordClause()) clause(part, d.body);
  return d;
}

GroupingDecl Builder::build(P::GroupingContext* c) {
  GroupingDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.codes = reference(c->reference());
  d.span = span(c);
  for (auto* entry : c->groupingEntry()) clause(entry, d);
  return d;
}

void Builder::clause(P::GroupingEntryContext* c, GroupingDecl& to) {
  GroupingEntry e;
  e.unknown = c->UNKNOWN() != nullptr;
  e.otherwise = c->OTHERWISE() != nullptr;
  if (c->codeName()) e.group = code_word(c->codeName());
  if (c->STRING()) e.title = text(c->STRING());
  for (auto* s : c->codeSpan()) e.codes.push_back(code_span(s));
  e.span = span(c);
  to.entries.push_back(std::move(e));
}

CodeMappingDecl Builder::build(P::CodeMappingContext* c) {
  CodeMappingDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.from = reference(c->reference(0));
  d.to = reference(c->reference(1));
  d.span = span(c);
  for (auto* entry : c->codeMapEntry()) clause(entry, d);
  return d;
}

void Builder::clause(P::CodeMapEntryContext* c, CodeMappingDecl& to) {
  CodeMapEntry e;
  e.otherwise = c->OTHERWISE() != nullptr;
  for (auto* code : c->codeName()) e.from.push_back(code_word(code));
  for (auto* code : c->codeTarget()->codeName()) e.to.push_back(code_word(code));
  if (c->codeTarget()->reason()) e.reason = words(c->codeTarget()->reason()).text;
  e.span = span(c);
  to.entries.push_back(std::move(e));
}

}  // namespace assize::syntax
