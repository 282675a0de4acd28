// A ruleset from its file: read, parsed, its imports found and read, checked.
//
// `import a.b` is the file a/b.assize or a/b.assize.md: beside the importing file, then in the
// nearest folder named `rulesets` at or above it, then in ./rulesets, then in the folders of
// --rules-path. A file is read once, however often it is imported; devices, pipes and folders are
// refused. The hash of a ruleset is that of the texts of its files in the order in which they were
// read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/console.h"
#include "dsl/base/diagnostic.h"
#include "dsl/check/check.h"
#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"

namespace assize::cli {

struct LoadedRules {
  model::Ruleset ruleset;
  std::vector<model::RuleTest> tests;  // of the named file, not of what it imports
  std::vector<syntax::File> files;     // the trees, the named file first
  Sources texts;
  Diagnostics diagnostics;
  std::string failure;  // the file itself could not be read
  bool ok = false;
};

// A file that `assize compile` wrote gives its ruleset alone: no tests, no trees.
LoadedRules load_rules(const std::string& path, const std::vector<std::string>& rules_path);

// The hash of a compiled ruleset's text.
std::string hash_of_text(std::string_view text);

// Says what is wrong or noteworthy on standard error. True when the ruleset may be run.
bool report(LoadedRules& rules, const Console& console);

// What the checker needs from this machine: its time zones and the list of bank holidays.
Environment environment();

}  // namespace assize::cli
