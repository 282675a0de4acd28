#include "engine/variation/inequality.h"

#include <cmath>
#include <utility>

#include "engine/variation/distributions.h"

namespace assize::variation {

namespace {

double z_of(double level) { return normal_quantile(1 - (1 - level) / 2); }

double forth(double x, On scale) {
  return scale == On::values ? x : scale == On::logarithms ? std::log(x) : std::log(x / (1 - x));
}
double back(double y, On scale) {
  return scale == On::values ? y : scale == On::logarithms ? std::exp(y) : 1 / (1 + std::exp(-y));
}
// First and second derivative of `back` where it gives x.
double slope_at(double x, On scale) {
  return scale == On::values ? 1 : scale == On::logarithms ? x : x * (1 - x);
}
double bend_at(double x, On scale) {
  return scale == On::values ? 0 : scale == On::logarithms ? x : x * (1 - x) * (1 - 2 * x);
}

// What a group's figure may be: its first three cumulants on the scale of the line.
struct Figure {
  double mean, variance, third;
};
Figure figure_of(const Group& g, const InequalitySettings& settings) {
  const double y = forth(g.value, settings.line);
  const double plain = g.error * slope_at(g.value, settings.errors);
  if (settings.line != On::values) {
    const double s = plain / slope_at(g.value, settings.line);
    return {y, s * s, 0};
  }
  const double bend = bend_at(g.value, settings.errors) * g.error * g.error;
  return {y + bend / 2, plain * plain, 3 * plain * plain * bend};
}

// The ends of the line as weighed sums of the groups' figures.
class Line {
 public:
  Line(const std::vector<Group>& groups, const InequalitySettings& settings) {
    Sum people, before, mean_x, spread;
    std::vector<double> share, middle;
    for (const Group& g : groups) people.add(g.population);
    for (const Group& g : groups) {
      share.push_back(g.population / people.total());
      middle.push_back(before.total() / people.total() + share.back() / 2);
      mean_x.add(share.back() * middle.back());
      before.add(g.population);
      figures_.push_back(figure_of(g, settings));
      values_.push_back(forth(g.value, settings.line));
    }
    const double x0 = mean_x.total();
    for (std::size_t i = 0; i < share.size(); ++i)
      spread.add(share[i] * (middle[i] - x0) * (middle[i] - x0));
    for (std::size_t i = 0; i < share.size(); ++i) {
      const double of_slope = share[i] * (middle[i] - x0) / spread.total();
      near_.push_back(share[i] - of_slope * x0);
      far_.push_back(near_.back() + of_slope);
    }
  }

  // f x far end + n x near end: as fitted, and at `z` standard errors from its mean.
  double at(double f, double n) const {
    Sum sum;
    for (std::size_t i = 0; i < values_.size(); ++i)
      sum.add((f * far_[i] + n * near_[i]) * values_[i]);
    return sum.total();
  }
  double percentile(double f, double n, double z) const {
    Sum mean, variance, third;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const double w = f * far_[i] + n * near_[i];
      mean.add(w * figures_[i].mean);
      variance.add(w * w * figures_[i].variance);
      third.add(w * w * w * figures_[i].third);
    }
    const double deviation = std::sqrt(variance.total());
    const double skew = deviation > 0 ? third.total() / (deviation * variance.total()) : 0;
    return mean.total() + deviation * (z + (z * z - 1) / 6 * skew);
  }

  // Where the percentile of far - r x near crosses 0. None where the near end may be 0.
  double ratio_at(double z) const {
    const double middle = at(1, 0) / at(0, 1);
    if (!(percentile(0, 1, -std::fabs(z)) > 0)) return kNone;
    double low = middle, high = middle, step = std::fabs(middle) + 1e-6;
    while (percentile(1, -low, z) < 0 && step < 1e12) low -= step, step *= 2;
    step = std::fabs(middle) + 1e-6;
    while (percentile(1, -high, z) > 0 && step < 1e12) high += step, step *= 2;
    for (int i = 0; i < 200; ++i) {
      const double r = (low + high) / 2;
      (percentile(1, -r, z) > 0 ? low : high) = r;
    }
    return (low + high) / 2;
  }

 private:
  std::vector<Figure> figures_;
  std::vector<double> values_, near_, far_;
};

// On the values' own scale.
void plain(const Line& line, double z, Inequality& out) {
  const double near = line.at(0, 1), far = line.at(1, 0);
  out.slope = far - near;
  out.relative = far / near;
  out.slope_interval = {line.percentile(1, -1, -z), line.percentile(1, -1, z)};
  out.relative_interval = {line.ratio_at(-z), line.ratio_at(z)};
}

// Ends carried back: an error of an end changes it by that times the slope there.
void carried_back(const Line& line, double z, On scale, Inequality& out) {
  const double near = back(line.at(0, 1), scale), far = back(line.at(1, 0), scale);
  const double dn = slope_at(near, scale), df = slope_at(far, scale);
  out.slope = far - near;
  out.relative = far / near;
  const double half = line.percentile(df, -dn, z) - line.percentile(df, -dn, 0);
  out.slope_interval = {out.slope - half, out.slope + half};
  const double of_log =
      line.percentile(df / far, -dn / near, z) - line.percentile(df / far, -dn / near, 0);
  out.relative_interval = {out.relative * std::exp(-of_log), out.relative * std::exp(of_log)};
}

}  // namespace

double error_of(Interval interval, double level, On scale) {
  return (forth(interval.upper, scale) - forth(interval.lower, scale)) / (2 * z_of(level));
}

Inequality slope_of_inequality(const std::vector<Group>& groups,
                               const InequalitySettings& settings) {
  if (groups.size() < kLeastGroups || groups.size() > kMostGroups) return {};
  for (const Group& g : groups) {
    if (is_none(g.value) || !(g.population > 0)) return {};
  }
  Inequality out;
  const Line line(groups, settings);
  const double z = z_of(settings.level);
  if (settings.line == On::values) {
    plain(line, z, out);
  } else {
    carried_back(line, z, settings.line, out);
  }
  const double k = settings.multiplier;
  out.slope *= k;
  out.slope_interval = {out.slope_interval.lower * k, out.slope_interval.upper * k};
  if (k < 0) {
    std::swap(out.slope_interval.lower, out.slope_interval.upper);
    out.relative = 1 / out.relative;
    out.relative_interval = {1 / out.relative_interval.upper, 1 / out.relative_interval.lower};
  }
  return out;
}

}  // namespace assize::variation
