// A4007. `is not` over codes holds of every code that is added to the list later, and of none that
// is misspelt in a return.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void not_equal_codes(const Context& c) {
  for (const model::Expr& e : c.ruleset.exprs) {
    if (e.op != model::Op::ne || !c.here(e.span)) continue;
    const model::Type type = c.ruleset.exprs[e.args[0]].type;
    if (type.kind != model::Kind::code || c.ruleset.code_lists[type.list].codes.size() <= 2)
      continue;
    c.warn("A4007", e.span,
           "`is not` holds of every other code of " + quoted(c.ruleset.code_lists[type.list].name) +
               ", those added later too",
           "name the codes that are meant: `in (...)`");
  }
}

}  // namespace assize::lint_detail
