#include "engine/variation/signals.h"

#include <cstdlib>

namespace assize::variation {

namespace {

constexpr double kLargeRange = 3.27;  // in mean moving ranges, as the SQL tool of 2019 has it

// One segment, row by row: where each point lies and where it goes.
class Marker {
 public:
  Marker(const Settings& settings, const Segment& segment, double scale, std::vector<Point>& points)
      : settings_(settings),
        segment_(segment),
        points_(points.data() + segment.first),
        n_(segment.end - segment.first),
        scale_(scale),
        side_(n_),
        outside_(n_),
        beyond_(n_),
        step_(n_) {
    for (std::size_t i = 0; i < n_; ++i) {
      const Point& p = points_[i];
      side_[i] = static_cast<signed char>(side(p.value, p.centre, scale));
      const bool near = p.value > p.lower_2 && p.value < p.upper_2;  // nearly always
      if (!near) {
        outside_[i] = beyond(p, p.lower, p.upper);
        beyond_[i] = beyond(p, p.lower_2, p.upper_2);
      }
      step_[i] = i == 0 ? 0 : static_cast<signed char>(side(p.value, points_[i - 1].value, scale));
    }
  }

  void mark() {
    const unsigned rules = settings_.rules;
    if (rules & kOutside) {
      for (std::size_t i = 0; i < n_; ++i) points_[i].broken.outside = outside_[i];
    }
    if (rules & kTrend) mark_trends();
    if (rules & kTwoOfThree) mark_threes();
    if (rules & kRun) mark_runs();
    if (rules & kMovingRange) mark_ranges();
    for (std::size_t i = 0; i < n_; ++i) name(points_[i]);
  }

 private:
  signed char beyond(const Point& p, double lower, double upper) const {
    if (side(p.value, upper, scale_) > 0) return 1;
    return side(p.value, lower, scale_) < 0 ? -1 : 0;
  }

  // Where two trends meet in a peak, the later one says which way the peak goes.
  void mark_trends() {
    const auto steps = static_cast<std::size_t>(settings_.trend_length - 1);
    std::size_t i = 1;
    while (i < n_) {
      const signed char way = step_[i];
      std::size_t end = i + 1;
      while (way != 0 && end < n_ && step_[end] == way) ++end;
      if (way != 0 && end - i >= steps) {
        const std::size_t first = settings_.trend_without_first ? i : i - 1;
        for (std::size_t k = first; k < end; ++k) points_[k].broken.trend = way;
      }
      i = end;
    }
  }

  void mark_runs() {
    const auto length = static_cast<std::size_t>(settings_.run_length);
    std::size_t i = 0;
    while (i < n_) {
      std::size_t end = i + 1;
      while (side_[i] != 0 && end < n_ && side_[end] == side_[i]) ++end;
      if (side_[i] != 0 && end - i >= length) {
        for (std::size_t k = i; k < end; ++k) points_[k].broken.run = side_[i];
      }
      i = end;
    }
  }

  bool has_gap(std::size_t i) const {
    return points_[i].gap() || points_[i + 1].gap() || points_[i + 2].gap();
  }
  // Beyond 2 sigma; with `between`, and not outside the limits either.
  int counts(std::size_t i) const {
    return settings_.two_of_three == TwoOfThree::between && outside_[i] != 0 ? 0 : beyond_[i];
  }

  void mark_threes() {
    for (std::size_t i = 0; i + 2 < n_; ++i) {
      const int c[3] = {counts(i), counts(i + 1), counts(i + 2)};
      const int far = std::abs(c[0]) + std::abs(c[1]) + std::abs(c[2]);
      if (far < 2 || has_gap(i)) continue;
      const int sum = c[0] + c[1] + c[2];
      bool broken = false;
      switch (settings_.two_of_three) {
        case TwoOfThree::between:
        case TwoOfThree::beyond:
          broken = side_[i] == side_[i + 1] && side_[i] == side_[i + 2] && side_[i] != 0;
          break;
        case TwoOfThree::uncancelled:
          broken = std::abs(sum) >= 2;
          break;
        case TwoOfThree::any_side:
          broken = true;
          break;
      }
      if (!broken) continue;
      const bool all = settings_.two_of_three == TwoOfThree::any_side;
      const int most = sum != 0 ? (sum > 0 ? 1 : -1) : (c[0] != 0 ? c[0] : c[1]);
      for (std::size_t k = 0; k < 3; ++k) {
        if (c[k] == 0 && !all) continue;
        // The third goes its own way or, on the centre, that of the others.
        const int way = c[k] != 0 ? c[k] : side_[i + k] != 0 ? side_[i + k] : most;
        points_[i + k].broken.two_of_three = static_cast<signed char>(way);
      }
    }
  }

  void mark_ranges() {
    for (std::size_t i = 1; i < n_; ++i) {
      const double range = std::fabs(points_[i].value - points_[i - 1].value);
      if (side(range, kLargeRange * segment_.mean_range, scale_) > 0)
        points_[i].broken.moving_range = step_[i];
    }
  }

  static int way(const Broken& b, Rule rule) {
    switch (rule) {
      case kOutside:
        return b.outside;
      case kTrend:
        return b.trend;
      case kTwoOfThree:
        return b.two_of_three;
      case kRun:
        return b.run;
      case kMovingRange:
        return b.moving_range;
    }
    return 0;
  }

  void name(Point& p) const {
    for (const Rule rule : settings_.precedence) {
      const int direction = way(p.broken, rule);
      if (direction == 0) continue;
      p.label = rule;
      p.direction = direction;
      p.reading = reading_of(direction, settings_.better);
      return;
    }
  }

  const Settings& settings_;
  const Segment& segment_;
  Point* points_;
  std::size_t n_;
  double scale_;
  std::vector<signed char> side_, outside_, beyond_, step_;
};

}  // namespace

void mark_signals(const Settings& settings, const Segment& segment, double scale,
                  std::vector<Point>& points) {
  Marker(settings, segment, scale, points).mark();
}

}  // namespace assize::variation
