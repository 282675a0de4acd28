// Modules and what they import: each file names its module, each import is there, nothing imports
// itself by any way round.
#include <algorithm>

#include "dsl/check/program.h"

namespace assize {

std::vector<ImportRef> imports(const syntax::File& file) {
  std::vector<ImportRef> all;
  for (const syntax::Import& i : file.imports) all.push_back({i.module, i.span});
  return all;
}

namespace check_detail {

namespace {

// Depth first without recursion; a module met again while it is open closes a circle.
void report_circles(Program& p) {
  enum class Mark : std::uint8_t { fresh, open, done };
  std::vector<Mark> marks(p.files.size(), Mark::fresh);
  struct Step {
    std::uint32_t module;
    std::size_t next;
  };
  for (std::uint32_t start = 0; start < p.files.size(); ++start) {
    if (marks[start] != Mark::fresh) continue;
    std::vector<Step> path{{start, 0}};
    marks[start] = Mark::open;
    while (!path.empty()) {
      Step& top = path.back();
      const auto& asked = p.files[top.module].imports;
      if (top.next == asked.size()) {
        marks[top.module] = Mark::done;
        path.pop_back();
        continue;
      }
      const syntax::Import& import = asked[top.next++];
      const auto found = p.modules[top.module].aliases.find(import.alias.text);
      if (found == p.modules[top.module].aliases.end()) continue;
      const std::uint32_t to = found->second;
      if (to == kMissing) continue;
      if (marks[to] == Mark::fresh) {
        marks[to] = Mark::open;
        path.push_back({to, 0});
      } else if (marks[to] == Mark::open) {
        std::string chain;
        bool inside = false;
        for (const Step& s : path) {
          inside = inside || s.module == to;
          if (inside) chain += p.modules[s.module].name + " imports ";
        }
        p.error("A2006", import.span,
                "modules import each other in a circle: " + chain + p.modules[to].name,
                "move what both need into a module that imports neither");
      }
    }
  }
}

// `unknown counts as no` is said of a module, and a condition cannot mean two things: modules that
// hold any must agree.
bool holds_tests(const syntax::File& f) {
  return std::any_of(f.declarations.begin(), f.declarations.end(),
                     [](const syntax::Declaration& d) {
                       return std::holds_alternative<syntax::DerivedDecl>(d) ||
                              std::holds_alternative<syntax::ConditionDecl>(d) ||
                              std::holds_alternative<syntax::RuleDecl>(d) ||
                              std::holds_alternative<syntax::IndicatorDecl>(d);
                     });
}

}  // namespace

void check_imports(Program& p) {
  std::unordered_map<std::string, std::uint32_t> by_name;
  for (std::uint32_t m = 0; m < p.files.size(); ++m) {
    const syntax::File& f = p.files[m];
    const Span start{f.file, 0, 0};
    if (f.modules.empty()) {
      p.error("A2009", start, "the file does not say which module it is",
              "start it with `module a.b version 1.0.0;`");
    } else {
      p.modules[m].name = f.modules[0].name;
      for (std::size_t i = 1; i < f.modules.size(); ++i) {
        p.error("A2009", f.modules[i].span, "a file is one module: `" + f.modules[0].name + "`");
      }
      if (!by_name.try_emplace(f.modules[0].name, m).second) {
        p.error("A2009", f.modules[0].span, "two files are the module `" + f.modules[0].name + "`");
      }
    }
  }
  const bool convention = !p.files[0].unknown_counts_as_no.empty();
  for (std::uint32_t m = 0; m < p.files.size(); ++m) {
    const syntax::File& f = p.files[m];
    for (const syntax::Import& i : f.imports) {
      const auto found = by_name.find(i.module);
      if (found == by_name.end()) {
        p.error("A2007", i.span, "no file of the module `" + i.module + "` was found",
                "it is `" + i.module.substr(i.module.rfind('.') + 1) +
                    ".assize` beside the importing file, or below the rules path");
        p.modules[m].aliases.try_emplace(i.alias.text, kMissing);
        continue;
      }
      if (!p.modules[m].aliases.try_emplace(i.alias.text, found->second).second) {
        p.error("A2008", i.span, "two modules are imported as `" + i.alias.text + "`",
                "import one of them `as` another word");
      }
    }
    for (const syntax::UnknownCountsAsNo& u : f.unknown_counts_as_no) {
      if (!u.because) {
        p.error("A3032", u.span, "`unknown counts as no` does not say why",
                "add `, because \"...\"`: every finding of this module will rest on it");
      }
    }
    if (m > 0 && f.unknown_counts_as_no.empty() == convention && holds_tests(f)) {
      p.error("A2014", f.modules.empty() ? Span{f.file, 0, 0} : f.modules[0].span,
              "`" + p.modules[m].name + "` and `" + p.modules[0].name +
                  "` do not agree whether an unknown counts as no",
              "say `unknown counts as no in this module` in both or in neither");
    }
  }
  report_circles(p);
}

}  // namespace check_detail
}  // namespace assize
