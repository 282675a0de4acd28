// What the three forms of a variation share: the figures that they are made of, and where their
// findings go. Internal to engine/run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/run/figures.h"
#include "engine/run/variations.h"

namespace assize {

using Subgroup = std::vector<std::pair<std::string, std::string>>;

// One variation of a run.
struct Making {
  const model::Ruleset& ruleset;
  const model::Variation& v;
  const model::Indicator& i;
  const std::vector<Finding>& findings;
  const RunOptions& options;
  Variations& out;
  VariationSummary summary;

  // Of every place of that request, in order.
  std::map<Place, const Finding*> figures(const FigureRequest& request) const;
  VariationFinding about(const Finding& f) const;
  // A finding that was judged.
  void count(bool signals, double false_by_chance);
};

// By what, and by what else, the figures of a variation are asked for: for its places, for its
// groups, and for what is allowed for.
FigureRequest of_places(const model::Variation& v);
FigureRequest of_groups(const model::Variation& v);
FigureRequest of_strata(const model::Variation& v);

void over_time(Making& m);
void between_providers(Making& m);
void between_groups(Making& m);

// One end of a figure as a number to chart: a share in its unit, a wait in minutes.
double value_of(const End& e, const model::Indicator& i);
// Why a figure cannot be charted; empty: it can.
std::string gap_of(const Finding& f, const model::Variation& v, const model::Indicator& i);

// Codes that mean that nobody knows are no group; `field` of the indicator's record.
bool means_known(const model::Ruleset& ruleset, const model::Part& field, const std::string& code);

// A unit or a group with its cases by what is allowed for: a certain count for each stratum, by its
// codes. Cases of which the stratum is not known are in none.
struct Strata {
  struct Cases {
    std::int64_t met = 0, of = 0;
  };
  std::map<std::vector<std::string>, Cases> by;
  bool certain = true;
  void add(const Strata& other);
  Cases all() const;
};
// By place, without the codes of the strata.
std::map<Place, Strata> strata_of(const Making& m);

}  // namespace assize
