// A4001. A blank that counts in the provider's favour is allowed once it is declared; the reader of
// a ruleset should still know.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void favourable_blank(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span)) continue;
    if (i.favourable_blanks.empty()) continue;
    std::string names, why;
    for (const model::FavourableBlank& b : i.favourable_blanks) {
      names +=
          (names.empty() ? "" : ", ") + quoted(c.ruleset.records[i.record].fields[b.field].name);
      if (why.find(b.because) == std::string::npos) why += (why.empty() ? "" : "; ") + b.because;
    }
    Diagnostic d;
    d.code = "A4001";
    d.severity = Severity::information;
    d.span = i.span;
    d.text = "in " + quoted(i.name) + " a blank counts in the provider's favour in " + names +
             ": " + why;
    c.out.add(std::move(d));
  }
}

}  // namespace assize::lint_detail
