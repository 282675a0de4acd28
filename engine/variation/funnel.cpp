#include "engine/variation/funnel.h"

#include <algorithm>
#include <cmath>

#include "engine/variation/distributions.h"
#include "engine/variation/intervals.h"
#include "engine/variation/overdispersion.h"

namespace assize::variation {

namespace {

constexpr double kHalfPi = 1.5707963267948966;

Transform transform_of(const FunnelSettings& settings) {
  if (settings.transform != Transform::by_measure) return settings.transform;
  return settings.measure == Measure::ratio ? Transform::logarithm : Transform::by_measure;
}

// Figures on the scale on which chance is nearly normal.
class Scale {
 public:
  explicit Scale(const FunnelSettings& settings)
      : measure_(settings.measure), root_(transform_of(settings) == Transform::square_root) {}

  double of(double value) const {
    switch (measure_) {
      case Measure::proportion:
        return std::asin(std::sqrt(value));
      case Measure::rate:
        return std::log(value);
      case Measure::ratio:
        return root_ ? std::sqrt(value) : std::log(value);
    }
    return kNone;
  }
  // Of a rate, half an event is added on both sides, so that no events have a logarithm.
  double of(const Unit& u) const {
    if (measure_ == Measure::rate) return std::log((u.numerator + 0.5) / (u.denominator + 0.5));
    return of(u.numerator / u.denominator);
  }
  double error(const Unit& u) const {
    switch (measure_) {
      case Measure::proportion:
        return 1 / (2 * std::sqrt(u.denominator));
      case Measure::rate: {
        const double o = u.numerator + 0.5, e = u.denominator + 0.5;
        return std::sqrt(u.numerator / (o * o) + u.denominator / (e * e));
      }
      case Measure::ratio:
        return 1 / std::sqrt(u.denominator) / (root_ ? 2 : 1);
    }
    return kNone;
  }
  // An angle below 0 is no events and one beyond a right angle all of them; a root below 0 is 0.
  double back(double y) const {
    switch (measure_) {
      case Measure::proportion: {
        const double sine = std::sin(std::clamp(y, 0.0, kHalfPi));
        return sine * sine;
      }
      case Measure::rate:
        return std::exp(y);
      case Measure::ratio: {
        const double root = std::max(y, 0.0);
        return root_ ? root * root : std::exp(y);
      }
    }
    return kNone;
  }
  Limits around(double centre, double half_width) const {
    const double y = of(centre);
    return {back(y - half_width), back(y + half_width)};
  }

 private:
  Measure measure_;
  bool root_;
};

double rounded(double x, int places) {
  if (places < 0) return x;
  const double by = std::pow(10, places);
  return std::round(x * by) / by;
}

bool usable(const Unit& u, Measure measure) {
  if (is_none(u.numerator) || is_none(u.denominator) || u.numerator < 0 || !(u.denominator > 0))
    return false;
  return measure != Measure::proportion || u.numerator <= u.denominator;
}

double pooled(const std::vector<Unit>& units, const std::vector<char>& in) {
  Sum events, size;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!in[i]) continue;
    events.add(units[i].numerator);
    size.add(units[i].denominator);
  }
  return size.count() == 0 ? kNone : events.total() / size.total();
}

// Which side of the centre the unit's own interval lies on, for LimitForm::score of events.
int side_of_interval(const Unit& u, double centre, double level) {
  const Interval own = byar_or_exact(u.numerator, level);
  const double expected = centre * u.denominator;
  if (side(own.lower, expected) > 0) return 1;
  return side(own.upper, expected) < 0 ? -1 : 0;
}

class Judge {
 public:
  Judge(const FunnelSettings& settings, const Funnel& funnel)
      : settings_(settings), scale_(settings), funnel_(funnel) {
    for (const double level : settings.levels) z_.push_back(normal_quantile(1 - (1 - level) / 2));
  }

  void judge(const Unit& u, UnitResult& r) const {
    r.judged = true;
    for (std::size_t i = 0; i < settings_.levels.size(); ++i) {
      const double level = settings_.levels[i], tail = (1 - level) / 2;
      const double z = z_[i];
      r.unadjusted.push_back(unadjusted(u, r, tail, z));
      r.adjusted.push_back(
          is_none(funnel_.tau2)
              ? Limits{}
              : scale_.around(funnel_.centre, z * std::sqrt(r.s * r.s + funnel_.tau2)));
      r.used.push_back(funnel_.adjusted ? r.adjusted.back() : r.unadjusted.back());
      int out = side(r.value, r.used.back().upper) > 0 ? 1 : 0;
      if (side(r.value, r.used.back().lower) < 0) out = -1;
      if (!funnel_.adjusted && settings_.limits == LimitForm::score &&
          settings_.measure != Measure::proportion)
        out = side_of_interval(u, funnel_.centre, level);
      if (out == 0) continue;
      r.outside = out;
      r.level = static_cast<int>(i);
    }
  }

 private:
  Limits unadjusted(const Unit& u, const UnitResult& r, double tail, double z) const {
    const bool possible = funnel_.centre > 0 && funnel_.centre < 1;
    if (settings_.limits == LimitForm::transformed &&
        (settings_.measure != Measure::proportion || possible))
      return scale_.around(funnel_.centre, z * r.s);
    return limits_at(u.denominator, funnel_.centre, tail, settings_);
  }

  const FunnelSettings& settings_;
  Scale scale_;
  const Funnel& funnel_;
  std::vector<double> z_;  // of each level
};

// The observed events whose own exact interval ends at `expected`: bisection, since chi-square has
// no inverse in its degrees.
Limits touching(double expected, double tail) {
  const auto solve = [&](auto ends_at, double low, double high) {
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
      const double x = (low + high) / 2;
      (ends_at(x) < expected ? low : high) = x;
    }
    return (low + high) / 2;
  };
  const double most = expected + 20 * std::sqrt(expected + 1) + 20;
  const auto upper_end = [&](double x) { return chi_squared_quantile(1 - tail, 2 * x + 2) / 2; };
  const auto lower_end = [&](double x) { return chi_squared_quantile(tail, 2 * x) / 2; };
  const double none = upper_end(0);
  return {none >= expected ? 0 : solve(upper_end, 0, most), solve(lower_end, 0, most)};
}

}  // namespace

Limits limits_at(double denominator, double centre, double tail, const FunnelSettings& settings) {
  const bool share = settings.measure == Measure::proportion;
  const double expected = centre * denominator;
  // Where the centre is 0 (or all) no figure but the centre can be.
  if (!(centre > 0) || (share && centre >= 1)) return {centre, centre};
  const auto per = [&](double events) { return std::max(events, 0.0) / denominator; };
  switch (settings.limits) {
    case LimitForm::exact:
      if (share)
        return {per(exact_binomial_point(denominator, centre, tail)),
                per(exact_binomial_point(denominator, centre, 1 - tail))};
      return {per(exact_poisson_point(expected, tail)),
              per(exact_poisson_point(expected, 1 - tail))};
    case LimitForm::chi_square:
      if (share) break;
      return {per(chi_squared_quantile(tail, 2 * expected) / 2),
              per(chi_squared_quantile(1 - tail, 2 * expected + 2) / 2)};
    case LimitForm::score:
      if (share) {
        const double half =
            normal_quantile(1 - tail) * std::sqrt(centre * (1 - centre) / denominator);
        return {std::max(centre - half, 0.0), std::min(centre + half, 1.0)};
      } else {
        const Limits events = touching(expected, tail);
        return {per(events.lower), per(events.upper)};
      }
    case LimitForm::transformed:
      break;
  }
  const Scale scale(settings);
  // A rate without a unit of its own: the events that the centre would give.
  const Unit at{settings.measure == Measure::rate ? expected : 0, denominator};
  return scale.around(centre, normal_quantile(1 - tail) * scale.error(at));
}

Funnel funnel(const std::vector<Unit>& given, const FunnelSettings& settings) {
  Funnel out;
  std::vector<Unit> units = given;
  std::vector<char> in(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    in[i] =
        usable(units[i], settings.measure) && units[i].denominator >= settings.least_denominator;
    if (settings.measure == Measure::ratio)
      units[i].denominator = rounded(units[i].denominator, settings.expected_places);
    if (in[i]) ++out.units;
  }
  out.centre = settings.measure == Measure::ratio ? 1 : pooled(units, in);
  if (settings.centre) out.centre = *settings.centre;
  out.of.resize(units.size());

  const Scale scale(settings);
  const double target = scale.of(out.centre);
  std::vector<double> z(units.size(), kNone), s(units.size(), kNone);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!in[i]) continue;
    UnitResult& r = out.of[i];
    r.value = given[i].numerator / given[i].denominator;
    r.y = scale.of(units[i]);
    r.s = s[i] = scale.error(units[i]);
    r.z = z[i] = (r.y - target) / r.s;
  }
  const Overdispersion spread = overdispersion(z, s, settings.trim, settings.trim_share);
  out.phi = spread.phi;
  out.tau2 = spread.tau2;
  out.used_for_phi = spread.used;
  out.adjusted = settings.adjust && spread.phi > 1 && spread.tau2 > 0;

  const Judge judge(settings, out);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!in[i]) continue;
    UnitResult& r = out.of[i];
    r.z_trimmed = spread.trimmed[i];
    r.z_adjusted = is_none(out.tau2) ? r.z : (r.y - target) / std::sqrt(r.s * r.s + out.tau2);
    const double deciding = out.adjusted ? r.z_adjusted : r.z;
    r.p = is_none(deciding) ? kNone : 2 * normal_upper_tail(std::fabs(deciding));
    // No events have no logarithm: how likely they are is Poisson's to say.
    if (std::isinf(deciding))
      r.p = std::min(1.0, 2 * poisson_cdf(0, out.centre * units[i].denominator));
    judge.judge(units[i], r);
  }
  return out;
}

void correct(Funnel& funnel, const FunnelSettings& settings,
             const std::vector<double>& adjusted_p) {
  for (std::size_t i = 0; i < funnel.of.size(); ++i) {
    UnitResult& r = funnel.of[i];
    while (r.level >= 0 &&
           !(adjusted_p[i] <= 1 - settings.levels[static_cast<std::size_t>(r.level)]))
      --r.level;
    if (r.level < 0) r.outside = 0;
  }
}

}  // namespace assize::variation
