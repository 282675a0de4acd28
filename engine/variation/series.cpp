#include "engine/variation/series.h"

#include <algorithm>

#include "engine/variation/lines.h"
#include "engine/variation/signals.h"

namespace assize::variation {

namespace {

void count_points(const Series& series, const Settings& settings, Segment& segment,
                  std::vector<Point>& points) {
  for (std::size_t i = segment.first; i < segment.end; ++i) {
    const bool left_out =
        std::find(series.left_out.begin(), series.left_out.end(), i) != series.left_out.end();
    const bool among_first =
        settings.baseline == 0 || i - segment.first < static_cast<std::size_t>(settings.baseline);
    const auto& of = series.baseline;
    const bool in_baseline = of ? of->first <= i && i <= of->second : among_first;
    points[i].makes_limits = in_baseline && !left_out;
    if (points[i].gap()) continue;
    ++segment.points;
    if (points[i].makes_limits) ++segment.used;
  }
  segment.few = segment.used < static_cast<std::size_t>(settings.few_points);
  segment.too_few = segment.used < static_cast<std::size_t>(settings.minimum_points);
}

RunAnalysis runs_of(const Series& series, const Segment& segment, const std::vector<Point>& points,
                    double scale) {
  std::vector<int> sides;
  sides.reserve(segment.points);
  for (std::size_t i = segment.first; i < segment.end; ++i) {
    const bool left_out =
        std::find(series.left_out.begin(), series.left_out.end(), i) != series.left_out.end();
    if (!points[i].gap() && !left_out)
      sides.push_back(side(points[i].value, points[i].centre, scale));
  }
  return analyse_runs(sides);
}

}  // namespace

Reading reading_of(int direction, Better better) {
  if (direction == 0) return Reading::common_cause;
  if (better == Better::neither)
    return direction > 0 ? Reading::neutral_high : Reading::neutral_low;
  return (direction > 0) == (better == Better::higher) ? Reading::improvement : Reading::concern;
}

Assurance assurance_of(double target, double lower, double upper, const Settings& settings) {
  if (is_none(target) || is_none(lower) || is_none(upper) || settings.better == Better::neither)
    return Assurance::none;
  const int edge = settings.target_on_limit_is_consistent ? 0 : 1;
  const bool above = side(target, upper) >= edge, below = side(target, lower) <= -edge;
  // Limits that have fallen together on the target: every point meets it exactly.
  if (above == below) return Assurance::inconsistent;
  return above == (settings.better == Better::higher) ? Assurance::fail : Assurance::pass;
}

Charted chart(const Series& series, const Settings& settings) {
  Charted out;
  const std::vector<double> values = plotted(series, settings);
  const std::size_t n = values.size();
  out.points.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    out.points[i].value = values[i];
    if (!is_none(values[i])) out.last = i;
  }
  const double scale = largest(values);
  std::vector<std::size_t> ends = series.starts;
  std::erase_if(ends, [n](std::size_t s) { return s == 0 || s >= n; });
  ends.push_back(n);
  for (std::size_t first = 0; const std::size_t end : ends) {
    Segment segment;
    segment.first = first;
    segment.end = end;
    for (std::size_t i = first; i < end; ++i) out.points[i].segment = out.segments.size();
    count_points(series, settings, segment, out.points);
    if (!segment.too_few) {
      draw_lines(series, settings, segment, out.points);
      mark_signals(settings, segment, scale, out.points);
      segment.runs = runs_of(series, segment, out.points, scale);
    }
    out.segments.push_back(segment);
    first = end;
  }
  for (const Point& p : out.points) {
    if (p.broken.any()) ++out.signals;
    if (p.gap() && p.makes_limits) out.gaps_matter = true;
  }
  if (!out.last) return out;
  const Point& last = out.points[*out.last];
  out.judged = !out.segments[last.segment].too_few &&
               !is_none(settings.chart == Chart::run ? last.centre : last.upper);
  out.variation = last.reading;
  if (series.target) out.assurance = assurance_of(*series.target, last.lower, last.upper, settings);
  return out;
}

}  // namespace assize::variation
