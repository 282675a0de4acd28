#include "engine/findings/roll_up.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace assize {

namespace {

void count(RollUp& r, Status s) {
  switch (s) {
    case Status::met:
      ++r.met;
      return;
    case Status::not_met:
      ++r.not_met;
      return;
    case Status::no_cases:
      ++r.no_cases;
      return;
    case Status::too_few:
      ++r.too_few;
      return;
    case Status::not_yet_due:
      ++r.not_yet_due;
      return;
    case Status::not_in_force:
      ++r.not_in_force;
      return;
    case Status::not_applicable:
      ++r.not_applicable;
      return;
    case Status::reported:
      ++r.reported;
      return;
    case Status::return_unusable:
    case Status::not_submitted:
    case Status::not_comparable:
    case Status::cannot_tell:
      ++r.cannot_tell;
      return;
  }
}

Status status_of(const RollUp& r) {
  if (r.not_met > 0) return Status::not_met;
  if (r.cannot_tell > 0) return Status::cannot_tell;
  return r.met > 0 ? Status::met : Status::no_cases;
}

}  // namespace

std::vector<RollUp> roll_up(const model::Ruleset& ruleset, const std::vector<Finding>& findings) {
  std::map<std::string, model::Index> domains;
  for (model::Index d = 0; d < ruleset.outcome_domains.size(); ++d)
    domains.emplace(ruleset.outcome_domains[d].name, d);
  using Key = std::tuple<model::Index, bool, std::string, int, std::int64_t>;
  std::map<Key, RollUp> all;
  for (const Finding& f : findings) {
    if (f.kind != FindingKind::compliance || f.standard == model::kNone) continue;
    const model::Standard& s = ruleset.standards[f.standard];
    for (const auto* names : {&s.domains, &s.priorities}) {
      for (const std::string& name : *names) {
        const auto domain = domains.find(name);
        if (domain == domains.end()) continue;
        RollUp& r = all[{domain->second, f.provider.has_value(), f.provider.value_or(""),
                         static_cast<int>(f.period.kind), f.period.index}];
        r.domain = domain->second;
        r.provider = f.provider;
        r.period = f.period;
        if (s.no_target)
          ++r.reported;  // whatever it says, it judges nothing
        else
          count(r, f.status);
      }
    }
  }
  std::vector<RollUp> out;
  for (auto& [key, r] : all) {
    r.status = status_of(r);
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace assize
