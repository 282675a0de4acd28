// Between providers: which of them differ from the centre by more than chance.
//
// A unit is judged against limits that are wide where it is small. Where units differ by more than
// chance all over, the limits may be widened by what they differ by (additive overdispersion). A
// unit without a figure takes part in nothing and is said so; it is never 0.
// Sources: D. J. Spiegelhalter, Statistics in Medicine 24, 2005; the SHMI specification and the
// CQC's intelligent monitoring for transformation and trimming. Formulas: docs/variation.md.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/variation/numbers.h"
#include "engine/variation/settings.h"

namespace assize::variation {

enum class Measure : std::uint8_t {
  proportion,  // cases out of cases: binomial
  rate,        // events for an exposure: Poisson
  ratio,       // observed events over expected ones: Poisson, centre 1
};

enum class LimitForm : std::uint8_t {
  // Normal about the transformed centre, carried back: arc sine root, logarithm or root.
  transformed,
  // Interpolated binomial or Poisson points (Spiegelhalter 2005, appendix).
  exact,
  // Chi-square points, as if the expected events had been observed; of ratios and rates.
  chi_square,
  // Proportions: centre -/+ z sqrt(centre (1 - centre) / n). Ratios and rates: the figures whose
  // own exact interval just touches the centre; flags by the exact interval below 10 events and
  // Byar's from 10 on (PHEindicatormethods).
  score,
};

enum class Transform : std::uint8_t {
  by_measure,   // arc sine root of proportions, logarithm of rates and ratios
  logarithm,    // of ratios (SHMI)
  square_root,  // of ratios (CQC)
};

enum class Trim : std::uint8_t {
  none,
  winsorise,  // z beyond its lower and upper quantile takes the quantile's value
  truncate,   // units in the lowest and highest part are left out of phi
};

struct FunnelSettings {
  Measure measure = Measure::proportion;
  Better better = Better::neither;
  LimitForm limits = LimitForm::transformed;
  Transform transform = Transform::by_measure;
  bool adjust = false;  // for overdispersion
  Trim trim = Trim::winsorise;
  double trim_share = 0.1;
  int expected_places = -1;  // expected events are rounded to so many places first; -1: not
  std::vector<double> levels = {0.95, 0.998};  // two-sided, ascending
  std::optional<double> centre;                // instead of the pooled figure (of ratios: 1)
  double least_denominator = 0;                // units with less are not judged
};

struct Unit {
  double numerator = kNone, denominator = kNone;  // denominator: cases, exposure or expected events
};

struct Limits {
  double lower = kNone, upper = kNone;
};

struct UnitResult {
  double value = kNone;
  double y = kNone, s = kNone;          // on the scale of the z scores
  double z = kNone, z_trimmed = kNone;  // z_trimmed: kNone where the unit was truncated
  double z_adjusted = kNone;            // (y - centre) / sqrt(s^2 + tau2)
  double p = kNone;                     // two-sided, of z_adjusted where adjusted, else of z
  std::vector<Limits> unadjusted, adjusted, used;  // a level each
  int outside = 0;  // -1 low, 1 high: of the widest limits that it is outside of
  int level = -1;   // their index in `levels`; -1: inside all
  bool judged = false;
};

struct Funnel {
  double centre = kNone;  // of values
  double phi = kNone, tau2 = kNone;
  std::size_t units = 0, used_for_phi = 0;
  bool adjusted = false;       // asked for, and there was overdispersion
  std::vector<UnitResult> of;  // in the order of the units
};

Funnel funnel(const std::vector<Unit>& units, const FunnelSettings& settings);

// With a correction for many units, a flag needs its p value to hold at the level too.
void correct(Funnel& funnel, const FunnelSettings& settings, const std::vector<double>& adjusted_p);

// Limits of an unadjusted funnel at one size. `tail`: the chance beyond each limit, 0 to 0.5.
Limits limits_at(double denominator, double centre, double tail, const FunnelSettings& settings);

// Interpolated points of the distribution of events, as events: kNone outside what is defined.
double exact_binomial_point(double n, double chance, double p);
double exact_poisson_point(double mean, double p);

}  // namespace assize::variation
