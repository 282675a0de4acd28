// Code lists: no code twice at one time, and a list that can hold a known value.
#include <algorithm>

#include "dsl/check/program.h"

namespace assize::check_detail {

void check_codes(Program& p) {
  p.code_of.resize(p.codes.size());
  for (Index i = 0; i < p.codes.size(); ++i) {
    const syntax::CodesDecl& d = *p.codes[i].decl;
    model::CodeList& list = p.ruleset.code_lists[i];
    list.ordered = d.ordered;
    list.span = d.id.span;
    std::vector<Span> first_at;
    for (const syntax::CodeDecl& c : d.codes) {
      const auto [it, fresh] =
          p.code_of[i].try_emplace(c.code.text, static_cast<Index>(list.codes.size()));
      if (!fresh) {
        Diagnostic& m = p.error("A2002", c.code.span,
                                "`" + c.code.text + "` is in `" + list.name + "` more than once");
        m.notes.push_back({"first here", first_at[it->second]});
        continue;
      }
      first_at.push_back(c.code.span);
      model::Code code{c.code.text, c.meaning.text, validity(p, c.dates, c.span),
                       model::CodeRole::ordinary};
      if (const syntax::Word* w = only(p, c.means, "means")) {
        code.role =
            w->text == "not stated" ? model::CodeRole::not_stated : model::CodeRole::not_known;
      }
      list.codes.push_back(std::move(code));
    }
    if (std::none_of(list.codes.begin(), list.codes.end(),
                     [](const model::Code& c) { return c.role == model::CodeRole::ordinary; })) {
      p.error("A3018", d.id.span, "`" + list.name + "` lists no code that says something");
    }
  }
}

}  // namespace assize::check_detail
