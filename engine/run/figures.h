// The figures of a run, found again by what was asked for.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/findings/judge.h"
#include "engine/run/run.h"

namespace assize {

// Where a figure stands.
struct Place {
  std::optional<std::string> provider;
  Period period;
  std::vector<std::pair<std::string, std::string>> subgroup;
  bool operator<(const Place& o) const {
    return std::tie(provider, period, subgroup) < std::tie(o.provider, o.period, o.subgroup);
  }
};

// The findings without a standard, by request.
class Figures {
 public:
  Figures(const model::Ruleset& ruleset, const std::vector<Finding>& findings)
      : ruleset_(ruleset), findings_(findings) {}
  // Those of its shape, and those of records that could be placed nowhere. Pointers into the
  // findings, in their order.
  std::vector<const Finding*> of(const FigureRequest& request) const;

 private:
  const model::Ruleset& ruleset_;
  const std::vector<Finding>& findings_;
};

// What a figure that is made of others is made of.
std::vector<FigureRequest> parts_of(const model::Ruleset& ruleset, const FigureRequest& request);

// `--provider` and `--period` choose findings; they change none.
bool is_chosen(const RunOptions& options, const std::optional<std::string>& provider,
               Period period);

void add_once(std::vector<FigureRequest>& all, const FigureRequest& request);

// One end as a number: a share of cases in per cent, else in the figure's unit (elapsed times in
// milliseconds). nullopt: it has no figure.
std::optional<Ratio> percentage(const End& e);
std::optional<Ratio> number_of(const End& e);

}  // namespace assize
