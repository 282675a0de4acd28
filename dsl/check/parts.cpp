// What parts figures: a field, or what is worked out of a record under a name.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

Index Program::part(std::uint32_t module, Index record, const syntax::Word& name) {
  const syntax::Name plain{{}, name.text, name.span};
  const Symbol* s = look_up(module, record, plain);
  const bool defined = s != nullptr && s->what == What::definition;
  const bool is_field = field_of[record].contains(name.text);
  if (!defined || (is_field && ruleset.definitions[s->index].record != record))
    return field(record, name);
  syntax::Expression e;
  e.kind = syntax::Kind::name;
  e.name = plain;
  e.span = name.span;
  const Typed t = Typer(*this, module, record).value(e);
  if (!t.ok()) return kNone;
  model::Record& r = ruleset.records[record];
  const auto known = std::find_if(r.worked_out.begin(), r.worked_out.end(),
                                  [&](const model::WorkedOut& w) { return w.value == t.id; });
  const auto at = r.fields.size() + static_cast<std::size_t>(known - r.worked_out.begin());
  if (known == r.worked_out.end())
    r.worked_out.push_back({ruleset.definitions[s->index].name, t.type, t.id});
  return static_cast<Index>(at);
}

}  // namespace assize::check_detail
