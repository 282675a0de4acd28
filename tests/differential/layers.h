// Specifications, local versions and requirements for random programs, and the account of what they
// say.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/generator.h"

namespace assize::differential {

// A standard, as far as a specification looks at it.
struct Judged {
  std::string name;
  std::string target;  // the strictest, as written; empty: no local version may change it
  bool has_tiers = false, by_enough = false;  // its target is the parameter `enough`
};

// Parameters that local versions may change: `promise` (a time, tighter is lower), `mark` (a
// number, tighter is higher) and `enough` (a percentage, tighter is higher).
std::string local_parameters(Random& r, Account& account);
// A test of a visit that gets harder as they get tighter.
std::string local_test(Random& r, bool has_notes, const std::string& time);

// National and local specifications of these standards; the parameters are the account's.
std::string specifications(Random& r, const std::vector<Judged>& standards, Account& account);

// The statements that providers make, and what must be in place of them.
std::string statement_record(Random& r, bool unknown_is_no);
Table statements(Random& r, std::size_t rows);
std::string stated_requirement(Random& r, const std::string& name);

}  // namespace assize::differential
