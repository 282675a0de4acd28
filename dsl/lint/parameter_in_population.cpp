// A4005. A parameter that decides both who counts and who meets: making it stricter can make the
// figure better.
#include "dsl/lint/lints.h"
#include "dsl/model/composite.h"

namespace assize::lint_detail {

void parameter_in_population(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    // What is compared, or judged together, is looked at itself.
    if (i.side_of != model::kNone || model::is_composite(i)) continue;
    if (!c.here(i.span)) continue;
    std::vector<model::ExprId> counted = conditions(i.left_out);
    counted.push_back(i.population);
    const std::set<model::Index> met = parameters(c.ruleset, {i.met, i.value});
    for (model::Index q : parameters(c.ruleset, counted)) {
      if (!met.contains(q)) continue;
      c.warn("A4005", i.span,
             quoted(c.ruleset.parameters[q].name) +
                 " decides both which records count and which of them meet " + quoted(i.name),
             "a stricter value would change who is counted: use two parameters");
    }
  }
}

}  // namespace assize::lint_detail
