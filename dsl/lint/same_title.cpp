// A4034. Two standards or two indicators with one title: findings are told apart by it.
#include <map>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

template <class List>
void look(const Context& c, const List& all, const std::string& what) {
  std::map<std::string, std::string> seen;
  for (const auto& x : all) {
    const auto [first, is_new] = seen.try_emplace(x.title, x.name);
    if (is_new || x.title.empty() || !c.here(x.span)) continue;
    c.warn("A4034", x.span,
           quoted(x.name) + " has the title of " + quoted(first->second) + ", another " + what,
           "say in the title how they differ");
  }
}

}  // namespace

void same_title(const Context& c) {
  look(c, c.ruleset.standards, "standard");
  look(c, c.ruleset.indicators, "indicator");
  look(c, c.ruleset.rules, "rule");
}

}  // namespace assize::lint_detail
