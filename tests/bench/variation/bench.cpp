// 150 providers, 100 indicators, 60 months: every chart, on one core.
//
//     bench_variation [PROVIDERS INDICATORS MONTHS]
//
// Every series (provider x indicator) is drawn as each of the ten charts over time; every indicator
// and month as a funnel of proportions with overdispersion, and every indicator once more, over all
// months, with exact limits. Prints seconds and a checksum that keeps the work from being left out.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "engine/variation/false_signals.h"
#include "engine/variation/funnel.h"
#include "engine/variation/series.h"

namespace {

using namespace assize::variation;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Figures {
  std::size_t providers, indicators, months;
  std::vector<double> cases, of;  // by indicator, provider, month
  std::size_t at(std::size_t i, std::size_t p, std::size_t m) const {
    return (i * providers + p) * months + m;
  }
};

Figures make(std::size_t providers, std::size_t indicators, std::size_t months) {
  Figures f{providers, indicators, months, {}, {}};
  std::uint64_t state = 1;
  const auto uniform = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) * 0x1.0p-53;
  };
  for (std::size_t i = 0; i < providers * indicators * months; ++i) {
    f.of.push_back(50 + std::floor(950 * uniform()));
    f.cases.push_back(std::floor(f.of.back() * (0.6 + 0.3 * uniform())));
  }
  return f;
}

std::size_t over_time(const Figures& f, Chart kind) {
  Settings settings;
  settings.chart = kind;
  settings.better = Better::higher;
  std::size_t signals = 0;
  Series series;
  series.target = 0.8;
  FalseSignals by_chance(settings);
  double expected = 0;
  for (std::size_t s = 0; s < f.providers * f.indicators; ++s) {
    const auto from = static_cast<std::ptrdiff_t>(s * f.months);
    const auto to = from + static_cast<std::ptrdiff_t>(f.months);
    series.value.assign(f.cases.begin() + from, f.cases.begin() + to);
    series.denominator.assign(f.of.begin() + from, f.of.begin() + to);
    signals += chart(series, settings).signals;
    expected += by_chance.of(f.months).last_point;
  }
  return signals + static_cast<std::size_t>(expected);
}

std::size_t funnels(const Figures& f, bool each_month) {
  FunnelSettings settings;
  settings.adjust = each_month;
  settings.limits = each_month ? LimitForm::transformed : LimitForm::exact;
  std::size_t flagged = 0;
  std::vector<Unit> units(f.providers);
  for (std::size_t i = 0; i < f.indicators; ++i) {
    for (std::size_t m = 0; m < (each_month ? f.months : 1); ++m) {
      for (std::size_t p = 0; p < f.providers; ++p) {
        units[p] = {0, 0};
        for (std::size_t k = each_month ? m : 0; k < (each_month ? m + 1 : f.months); ++k) {
          units[p].numerator += f.cases[f.at(i, p, k)];
          units[p].denominator += f.of[f.at(i, p, k)];
        }
      }
      for (const UnitResult& r : funnel(units, settings).of) flagged += r.level >= 0;
    }
  }
  return flagged;
}

}  // namespace

int main(int argc, char** argv) {
  const auto size = [&](int at, std::size_t otherwise) {
    return argc > at ? static_cast<std::size_t>(std::atoll(argv[at])) : otherwise;
  };
  const Figures f = make(size(1, 150), size(2, 100), size(3, 60));
  const Clock::time_point start = Clock::now();
  std::size_t checksum = 0;
  for (const Chart kind : {Chart::xmr, Chart::mr, Chart::run, Chart::p, Chart::p_prime, Chart::u,
                           Chart::u_prime, Chart::c, Chart::g, Chart::t})
    checksum += over_time(f, kind);
  const double charts = seconds_since(start);
  const Clock::time_point then = Clock::now();
  checksum += funnels(f, true) + funnels(f, false);
  const double between = seconds_since(then);
  std::printf("%zu providers, %zu indicators, %zu months\n", f.providers, f.indicators, f.months);
  std::printf("charts over time  %.2f s\nfunnels           %.2f s\nall               %.2f s\n",
              charts, between, charts + between);
  std::printf("checksum %zu\n", checksum);
  return 0;
}
