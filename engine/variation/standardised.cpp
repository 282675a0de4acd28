#include "engine/variation/standardised.h"

#include <cmath>

#include "engine/variation/distributions.h"

namespace assize::variation {

namespace {

constexpr double kLeastEvents = 10;
constexpr double kWidestInterval = 20;  // years

double events_of(double events, MissingEvents missing) {
  return is_none(events) && missing == MissingEvents::none ? 0 : events;
}

// The weighed rate of some bands and its variance.
struct Weighed {
  double rate = kNone, variance = kNone;
};
Weighed weigh(const std::vector<AgeBand>& bands) {
  Sum rate, variance, weights;
  for (const AgeBand& b : bands) {
    if (!(b.population > 0)) return {};
    rate.add(b.weight * b.events / b.population);
    variance.add(b.weight * b.weight * b.events / (b.population * b.population));
    weights.add(b.weight);
  }
  const double w = weights.total();
  return {rate.total() / w, variance.total() / (w * w)};
}

void finish(StandardisedRate& out, const Weighed& weighed, double level) {
  if (is_none(weighed.rate) || out.events < kLeastEvents) return;
  out.rate = weighed.rate;
  const Interval count = byar(out.events, level);
  const double step = std::sqrt(weighed.variance / out.events);
  out.interval = {out.rate + step * (count.lower - out.events),
                  out.rate + step * (count.upper - out.events)};
}

}  // namespace

const std::vector<double> kEuropeanStandard2013 = {5000, 5500, 5500, 5500, 6000, 6000, 6500,
                                                   7000, 7000, 7000, 7000, 6500, 6000, 5500,
                                                   5000, 4000, 2500, 1500, 1000};

StandardisedRate direct_rate(const std::vector<AgeBand>& bands, double level,
                             MissingEvents missing) {
  StandardisedRate out;
  std::vector<AgeBand> known = bands;
  Sum events, population;
  for (AgeBand& b : known) {
    b.events = events_of(b.events, missing);
    events.add(b.events);
    population.add(b.population);
  }
  out.events = events.total();
  out.population = population.total();
  finish(out, weigh(known), level);
  return out;
}

StandardisedRate direct_rate_of_repeats(const std::vector<Repeats>& layers, double level) {
  StandardisedRate out;
  Weighed all{0, 0};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const double each = layers[i].each;
    const Weighed one = weigh(layers[i].bands);
    all.rate += each * one.rate;
    all.variance += each * each * one.variance;
    for (const AgeBand& b : layers[i].bands) {
      out.events += each * b.events;
      if (i == 0) out.population += b.population;
    }
  }
  finish(out, all, level);
  return out;
}

StandardisedRatio indirect_ratio(const std::vector<ReferenceBand>& bands, double level,
                                 MissingEvents missing) {
  StandardisedRatio out;
  Sum observed, expected, reference_events, reference_population;
  for (const ReferenceBand& b : bands) {
    const double there = events_of(b.reference_events, missing);
    observed.add(events_of(b.events, missing));
    expected.add(there / b.reference_population * events_of(b.population, missing));
    reference_events.add(there);
    reference_population.add(b.reference_population);
  }
  out.observed = observed.total();
  out.expected = expected.total();
  out.reference_rate = reference_events.total() / reference_population.total();
  if (!(out.expected > 0)) return out;
  out.ratio = out.observed / out.expected;
  const Interval events = byar_or_exact(out.observed, level);
  out.interval = {events.lower / out.expected, events.upper / out.expected};
  return out;
}

std::vector<LifeExpectancy> life_expectancy(const std::vector<LifeBand>& bands, double level) {
  const std::size_t n = bands.size();
  std::vector<double> alive(n), lived(n), rate(n), lost(n), width(n), part(n);
  double left = 1;  // of those born
  for (std::size_t i = 0; i < n; ++i) {
    rate[i] = bands[i].deaths / bands[i].population;
    alive[i] = left;
    if (i + 1 == n) {
      lost[i] = 1;
      lived[i] = left / rate[i];
      break;
    }
    width[i] = bands[i + 1].from - bands[i].from;
    part[i] = bands[i].from == 0 ? 0.1 : 0.5;
    lost[i] = rate[i] * width[i] / (1 + rate[i] * width[i] * (1 - part[i]));
    const double after = left * (1 - lost[i]);
    lived[i] = width[i] * (after + part[i] * (left - after));
    left = after;
  }
  const double z = normal_quantile(1 - (1 - level) / 2);
  std::vector<LifeExpectancy> out(n);
  double years = 0, variance = 0;
  for (std::size_t i = n; i-- > 0;) {
    years += lived[i];
    double term = 0;
    if (i + 1 == n) {
      term = alive[i] * alive[i] / (bands[i].deaths * rate[i] * rate[i]);
    } else if (bands[i].deaths > 0) {
      const double of_chance = lost[i] * lost[i] * (1 - lost[i]) / bands[i].deaths;
      const double worth = (1 - part[i]) * width[i] + out[i + 1].years;
      term = of_chance * alive[i] * alive[i] * worth * worth;
    }
    variance += term;
    out[i].years = years / alive[i];
    const double half = z * std::sqrt(variance) / alive[i];
    if (2 * half <= kWidestInterval) out[i].interval = {out[i].years - half, out[i].years + half};
  }
  return out;
}

}  // namespace assize::variation
