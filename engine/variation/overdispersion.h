// How much more units differ than chance would have it.
//
// phi is the mean square of the (trimmed) z scores: 1 where chance is all. tau2 is what must be
// added to the variance of each unit: the moment form of R. DerSimonian and N. Laird, Controlled
// Clinical Trials 7, 1986.
#pragma once

#include <vector>

#include "engine/variation/funnel.h"

namespace assize::variation {

struct Overdispersion {
  double phi = kNone, tau2 = kNone;
  std::size_t used = 0;
  std::vector<double> trimmed;  // z after trimming; kNone: left out
};

// `z` and `s` a unit each; kNone or infinite z are left out of phi. With fewer than two units there
// is no tau2.
Overdispersion overdispersion(const std::vector<double>& z, const std::vector<double>& s, Trim trim,
                              double share);

}  // namespace assize::variation
