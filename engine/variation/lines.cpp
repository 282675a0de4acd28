#include "engine/variation/lines.h"

#include <algorithm>
#include <cmath>

#include "engine/variation/quantiles.h"

namespace assize::variation {

namespace {

constexpr double kScreen = 3.267;     // moving ranges above so many mean ones: 1 + 3 d3/d2 of two
constexpr double kMeanRange = 1.128;  // of two standard normal values (d2)
constexpr double kTimePower = 3.6;    // makes times between events nearly normal

// Absolute differences between neighbours; none across a gap.
std::vector<double> moving_ranges(const std::vector<double>& values) {
  std::vector<double> out;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double range = std::fabs(values[i] - values[i - 1]);
    if (!is_none(range)) out.push_back(range);
  }
  return out;
}

double mean_of(const std::vector<double>& values) {
  Sum sum;
  for (const double x : values) {
    if (!is_none(x)) sum.add(x);
  }
  return sum.mean();
}

// The mean, taken once more without those that are 3.267 times as large or more. Where all are 0
// there is nothing to leave out: the mean is 0, not nothing.
double screened_mean(const std::vector<double>& ranges, bool screen) {
  const double all = mean_of(ranges);
  if (!screen || is_none(all) || all == 0) return all;
  Sum kept;
  for (const double range : ranges) {
    if (side(range, kScreen * all) < 0) kept.add(range);
  }
  return kept.count() == 0 ? all : kept.mean();
}

class Lines {
 public:
  Lines(const Series& series, const Settings& settings, Segment& segment,
        std::vector<Point>& points)
      : series_(series), settings_(settings), segment_(segment), points_(points) {}

  void draw() {
    switch (settings_.chart) {
      case Chart::xmr:
        return individuals(base_values());
      case Chart::mr:
        return ranges();
      case Chart::run:
        return level(median(base_values()));
      case Chart::p:
      case Chart::p_prime:
      case Chart::u:
      case Chart::u_prime:
        return ratios();
      case Chart::c: {
        const double centre = mean_of(base_values());
        return even(centre, std::sqrt(centre));
      }
      case Chart::g: {
        // Limits about the mean; the median is the centre, since the distribution is so skew.
        const std::vector<double> base = base_values();
        const double mean = mean_of(base);
        even(mean, std::sqrt(mean * (mean + 1)));
        const double centre = median(base);
        return each([&](Point& p, std::size_t) { p.centre = centre; });
      }
      case Chart::t:
        return times();
    }
  }

 private:
  template <class Do>
  void each(Do act) {
    for (std::size_t i = segment_.first; i < segment_.end; ++i) act(points_[i], i);
  }
  // Of the rows that make the limits, in order; gaps stay, so that nothing joins across them.
  std::vector<double> base_values() const {
    std::vector<double> out;
    for (std::size_t i = segment_.first; i < segment_.end; ++i) {
      if (points_[i].makes_limits) out.push_back(points_[i].value);
    }
    return out;
  }

  static void set(Point& p, double centre, double sigma, double low, double high) {
    p.centre = centre;
    p.lower = std::clamp(centre - 3 * sigma, low, high);
    p.upper = std::clamp(centre + 3 * sigma, low, high);
    p.lower_2 = std::clamp(centre - 2 * sigma, low, high);
    p.upper_2 = std::clamp(centre + 2 * sigma, low, high);
  }
  void level(double centre) {
    each([&](Point& p, std::size_t) { p.centre = centre; });
  }
  void even(double centre, double sigma) {
    each([&](Point& p, std::size_t) { set(p, centre, sigma, 0, HUGE_VAL); });
  }

  void individuals(const std::vector<double>& base) {
    const double centre = mean_of(base);
    segment_.mean_range = screened_mean(moving_ranges(base), settings_.screen);
    const double sigma = settings_.individuals_factor * segment_.mean_range / 3;
    each([&](Point& p, std::size_t) { set(p, centre, sigma, -HUGE_VAL, HUGE_VAL); });
  }

  // Times between events are judged by their power, and drawn as themselves.
  void times() {
    std::vector<double> base = base_values();
    for (double& x : base) x = std::pow(x, 1 / kTimePower);
    individuals(base);
    const auto back = [](double x) { return std::pow(std::max(x, 0.0), kTimePower); };
    each([&](Point& p, std::size_t) {
      for (double* line : {&p.centre, &p.lower, &p.upper, &p.lower_2, &p.upper_2}) {
        if (!is_none(*line)) *line = back(*line);
      }
    });
  }

  void ranges() {
    std::vector<double> base = base_values();
    std::erase_if(base, is_none);
    const double centre = screened_mean(base, settings_.screen);
    each([&](Point& p, std::size_t) { set(p, centre, (kScreen - 1) * centre / 3, 0, HUGE_VAL); });
  }

  void ratios() {
    const bool shares = settings_.chart == Chart::p || settings_.chart == Chart::p_prime;
    const bool prime = settings_.chart == Chart::p_prime || settings_.chart == Chart::u_prime;
    Sum events, exposure;
    for (std::size_t i = segment_.first; i < segment_.end; ++i) {
      if (!points_[i].makes_limits || points_[i].gap()) continue;
      events.add(series_.value[i]);
      exposure.add(series_.denominator[i]);
    }
    const double centre = exposure.count() == 0 ? kNone : events.total() / exposure.total();
    const double spread = shares ? centre * (1 - centre) : centre;
    const auto sigma = [&](std::size_t i) { return std::sqrt(spread / series_.denominator[i]); };
    double widen = 1;
    if (prime) {
      std::vector<double> z;
      for (std::size_t i = segment_.first; i < segment_.end; ++i) {
        if (!points_[i].makes_limits) continue;
        z.push_back(points_[i].gap() || spread == 0
                        ? kNone
                        : (series_.value[i] / series_.denominator[i] - centre) / sigma(i));
      }
      segment_.sigma_z = screened_mean(moving_ranges(z), settings_.screen) / kMeanRange;
      widen = spread == 0 ? 1 : segment_.sigma_z;
    }
    const double k = settings_.multiplier;
    each([&](Point& p, std::size_t i) {
      if (p.gap()) {
        p.centre = centre * k;
        return;  // without a denominator there are no limits
      }
      set(p, centre, sigma(i) * widen, 0, shares ? 1 : HUGE_VAL);
      for (double* line : {&p.centre, &p.lower, &p.upper, &p.lower_2, &p.upper_2}) *line *= k;
    });
  }

  const Series& series_;
  const Settings& settings_;
  Segment& segment_;
  std::vector<Point>& points_;
};

}  // namespace

std::vector<double> plotted(const Series& series, const Settings& settings) {
  std::vector<double> out = series.value;
  if (is_ratio(settings.chart)) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double n = series.denominator[i];
      out[i] = n > 0 ? out[i] * settings.multiplier / n : kNone;
    }
  } else if (settings.chart == Chart::mr) {
    for (std::size_t i = out.size(); i-- > 0;)
      out[i] = i == 0 ? kNone : std::fabs(series.value[i] - series.value[i - 1]);
    for (const std::size_t start : series.starts) {
      if (start < out.size()) out[start] = kNone;  // a range belongs to one segment
    }
  }
  return out;
}

void draw_lines(const Series& series, const Settings& settings, Segment& segment,
                std::vector<Point>& points) {
  Lines(series, settings, segment, points).draw();
}

}  // namespace assize::variation
