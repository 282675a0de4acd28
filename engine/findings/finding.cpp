#include "engine/findings/finding.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace assize {

std::string_view word(FindingKind kind) {
  switch (kind) {
    case FindingKind::compliance:
      return "compliance";
    case FindingKind::rule:
      return "rule";
    case FindingKind::variation:
      return "variation";
    case FindingKind::data:
      return "data";
  }
  return {};
}

std::string_view word(Status s) {
  switch (s) {
    case Status::return_unusable:
      return "return unusable";
    case Status::not_submitted:
      return "not submitted";
    case Status::not_applicable:
      return "not applicable";
    case Status::not_in_force:
      return "not in force";
    case Status::not_comparable:
      return "not comparable";
    case Status::no_cases:
      return "no cases";
    case Status::too_few:
      return "too few";
    case Status::met:
      return "met";
    case Status::not_met:
      return "not met";
    case Status::reported:
      return "reported";
    case Status::not_yet_due:
      return "not yet due";
    case Status::cannot_tell:
      break;
  }
  return "cannot tell";
}

void sort(std::vector<Finding>& findings) {
  const auto place = [](const Finding& f) {
    return std::tie(f.kind, f.standard, f.rule, f.indicator, f.provider, f.period, f.subgroup);
  };
  std::vector<std::size_t> order(findings.size());  // findings are large: each is moved once
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return place(findings[a]) < place(findings[b]);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {  // along each cycle of the order, in place
    if (order[i] == i) continue;
    Finding first = std::move(findings[i]);
    std::size_t at = i;
    for (std::size_t from = order[at]; from != i; from = order[at]) {
      findings[at] = std::move(findings[from]);
      order[at] = at;
      at = from;
    }
    findings[at] = std::move(first);
    order[at] = at;
  }
}

void add_counts(Finding& to, const Finding& part) {
  const auto add = [](Figure& sum, const Figure& more) {
    sum.low += more.low;
    sum.high += more.high;
  };
  for (const auto figure :
       {&Finding::numerator, &Finding::denominator, &Finding::left_out, &Finding::excused,
        &Finding::not_yet_due, &Finding::not_in_force, &Finding::unknown, &Finding::not_placed})
    add(to.*figure, part.*figure);
  // Of one indicator the clauses are the same; of two they stand behind one another.
  const bool same = std::equal(to.by_clause.begin(), to.by_clause.end(), part.by_clause.begin(),
                               part.by_clause.end(),
                               [](const auto& a, const auto& b) { return a.first == b.first; });
  for (std::size_t i = 0; i < part.by_clause.size(); ++i) {
    if (same)
      add(to.by_clause[i].second, part.by_clause[i].second);
    else
      to.by_clause.push_back(part.by_clause[i]);
  }
  to.deciding += part.deciding;
  to.by_convention += part.by_convention;
  to.rests_on_blank += part.rests_on_blank;
  to.proved = to.proved && part.proved;
}

}  // namespace assize
