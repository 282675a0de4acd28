#include "engine/variation/false_signals.h"

#include <cmath>
#include <cstdint>

#include "engine/variation/series.h"

namespace assize::variation {

namespace {

constexpr int kSeries = 4000;

// Normal values from a fixed seed: splitmix64 (G. L. Steele and others, OOPSLA 2014) and the polar
// method of G. Marsaglia. Our own, since the standard library's differ from one to another.
class Noise {
 public:
  double next() {
    while (true) {
      const double u = 2 * uniform() - 1, v = 2 * uniform() - 1, s = u * u + v * v;
      if (s > 0 && s < 1) return u * std::sqrt(-2 * std::log(s) / s);
    }
  }

 private:
  double uniform() {
    std::uint64_t x = (state_ += 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return static_cast<double>((x ^ (x >> 31)) >> 11) * 0x1.0p-53;
  }
  std::uint64_t state_ = 20050815;
};

// Charts of counts know their spread: large counts, whose spread is the root of their mean, stand
// for all of them. The others take it from the moving ranges.
Chart stand_in(Chart chart) {
  switch (chart) {
    case Chart::p:
    case Chart::u:
    case Chart::c:
    case Chart::g:
      return Chart::c;
    case Chart::run:
      return Chart::run;
    default:
      return Chart::xmr;
  }
}

}  // namespace

const FalseChances& FalseSignals::of(std::size_t points, std::size_t baseline) {
  const auto [at, is_new] = known_.try_emplace({points, baseline});
  if (!is_new || points == 0) return at->second;
  Settings settings = settings_;
  settings.chart = stand_in(settings_.chart);
  settings.better = Better::neither;
  if (baseline > 0) settings.baseline = static_cast<int>(baseline);
  constexpr double kMean = 1e8, kSpread = 1e4;
  Noise noise;
  int last = 0, any = 0, runs = 0;
  for (int i = 0; i < kSeries; ++i) {
    Series series;
    series.value.reserve(points);
    for (std::size_t k = 0; k < points; ++k) series.value.push_back(kMean + kSpread * noise.next());
    const Charted charted = chart(series, settings);
    if (charted.points.back().broken.any()) ++last;
    if (charted.signals > 0) ++any;
    if (charted.segments.front().runs.signal()) ++runs;
  }
  at->second = {static_cast<double>(last) / kSeries, static_cast<double>(any) / kSeries,
                static_cast<double>(runs) / kSeries};
  return at->second;
}

}  // namespace assize::variation
