// A4042. A link by a key that each provider gives out itself, without the provider: it finds the
// rows of whoever uses the same number.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

bool is_in(const std::vector<model::Index>& list, model::Index field) {
  return std::find(list.begin(), list.end(), field) != list.end();
}

}  // namespace

void key_without_provider(const Context& c) {
  for (const model::Record& from : c.ruleset.records) {
    for (const model::Link& link : from.links) {
      const model::Record& to = c.ruleset.records[link.record];
      if (!c.here(link.span) || from.provider == model::kNone || to.provider == model::kNone)
        continue;
      bool names_provider = false, is_personal = false, is_key = false;
      for (const model::LinkKey& k : link.keys) {
        names_provider = names_provider || k.theirs == to.provider || k.mine == from.provider;
        // A number of a person (an NHS number) is one for all providers.
        is_personal = is_personal || to.fields[k.theirs].personal || from.fields[k.mine].personal;
        is_key = is_key || is_in(to.key, k.theirs);
      }
      if (names_provider || is_personal || !is_key) continue;
      c.warn("A4042", link.span,
             "the link " + quoted(link.name) + " names the key of " + quoted(to.name) +
                 " and not whose it is: two providers may use one number, and a row of one would "
                 "count for the other",
             "name the provider too: `by ... and " + from.fields[from.provider].name +
                 (from.fields[from.provider].name == to.fields[to.provider].name
                      ? ""
                      : " as " + to.fields[to.provider].name) +
                 "`");
    }
  }
}

}  // namespace assize::lint_detail
