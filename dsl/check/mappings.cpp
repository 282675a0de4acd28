// Mappings of standards to outcome domains and priority areas.
#include <algorithm>

#include "dsl/check/program.h"

namespace assize::check_detail {

void check_mappings(Program& p) {
  std::unordered_map<Index, Span> mapped;
  for (const auto& [decl, module] : p.mappings) {
    for (const syntax::MappingEntry& e : decl->entries) {
      const Symbol* s = p.resolve(module, e.standard, What::standard);
      if (s == nullptr) continue;
      const auto [it, fresh] = mapped.try_emplace(s->index, e.span);
      if (!fresh) {
        Diagnostic& d = p.error("A2002", e.span, "`" + e.standard.id + "` is mapped twice",
                                "name all of its domains and areas in one entry");
        d.notes.push_back({"first here", it->second});
        continue;
      }
      model::Standard& standard = p.ruleset.standards[s->index];
      for (const syntax::Name& n : e.to) {
        const Symbol* to = p.resolve(module, n, What::domain);
        if (to == nullptr) continue;
        const model::OutcomeDomain& domain = p.ruleset.outcome_domains[to->index];
        std::vector<std::string>& names =
            domain.is_priority ? standard.priorities : standard.domains;
        if (std::find(names.begin(), names.end(), domain.name) != names.end())
          p.error("A2011", n.span, "`" + n.id + "` is named twice");
        else
          names.push_back(domain.name);
      }
    }
  }
}

}  // namespace assize::check_detail
