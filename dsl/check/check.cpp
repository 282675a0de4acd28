// The passes of the checker, in order. Each reads what those before it have settled; a pass that
// meets something that an earlier one has reported passes over it in silence.
#include "dsl/check/check.h"

#include "dsl/check/program.h"

namespace assize {

Checked check(std::vector<syntax::File> files, Sources texts, const Environment& environment,
              Diagnostics& diagnostics) {
  Checked result;
  if (files.empty()) return result;
  const std::size_t before = diagnostics.errors();
  check_detail::Program p(std::move(files), environment, diagnostics);
  p.modules.resize(p.files.size());
  for (std::size_t m = 0; m < p.files.size(); ++m) p.modules[m].file = &p.files[m];

  check_imports(p);         // modules are there, named once, and not in a circle
  declare_names(p);         // every name of every module
  check_sources(p);         // documents that are cited
  check_codes(p);           // code lists
  check_code_maps(p);       // groupings and mappings between lists
  check_records(p);         // fields, keys, providers, what a blank means
  check_links(p);           // which records belong together, and which are complete
  check_parameters(p);      // values by date
  check_keyed(p);           // parameters that have a value a code
  check_local_values(p);    // values of parameters for the providers of local specifications
  check_certain_links(p);   // where a link is not in doubt
  check_definitions(p);     // derived fields and conditions, in the order of their use
  check_rules(p);           // record rules
  check_totals(p);          // rules that hold totals against their parts
  check_indicators(p);      // clauses and their types
  check_combined(p);        // indicators that are made of the figures of others
  check_outcome_tests(p);   // what the four tests of an indicator owe
  check_standards(p);       // targets, tiers, groups
  check_specifications(p);  // who is bound to which standards, and what a local version changes
  check_variations(p);      // charts, presets, groups
  check_windows(p);         // what is not made of windows that overlap
  check_payments(p);        // who pays what, and nothing twice
  check_mappings(p);        // domains and priority areas
  check_tests(p);           // tests written in the language

  p.ruleset.name = p.modules[0].name;
  if (!p.files[0].modules.empty()) p.ruleset.version = p.files[0].modules[0].version;
  p.ruleset.hash = environment.hash;
  p.ruleset.holidays = environment.holidays;
  p.ruleset.texts = std::move(texts);
  result.ok = diagnostics.errors() == before;
  result.ruleset = std::move(p.ruleset);
  result.tests = std::move(p.tests);
  return result;
}

}  // namespace assize
