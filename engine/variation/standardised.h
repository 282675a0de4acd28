// Rates of populations of different ages made comparable, and how long people can expect to live.
//
// Directly: the rates of each age band, weighed by a standard population. Indirectly: the events
// that there were over those that the reference rates would give.
// Sources: A. J. Dobson and others, Statistics in Medicine 10, 1991, for the interval of the first;
// C. L. Chiang and P. B. S. Silcocks and others, Journal of Epidemiology and Community Health 55,
// 2001, for life expectancy.
#pragma once

#include <optional>
#include <vector>

#include "engine/variation/intervals.h"

namespace assize::variation {

// Events that are not known: they leave the rate unknown, or, as PHEindicatormethods has it and
// only where asked, there were none.
enum class MissingEvents { unknown, none };

struct AgeBand {
  double events = kNone, population = kNone;  // population over 0
  double weight = kNone;                      // of the standard population
};
struct StandardisedRate {
  double events = 0, population = 0;
  double rate = kNone;  // per person
  Interval interval;
};
// With fewer than 10 events there is no rate: the interval would not hold.
StandardisedRate direct_rate(const std::vector<AgeBand>& bands, double level,
                             MissingEvents missing = MissingEvents::unknown);
// The European Standard Population of 2013: 19 bands from 0 to 4, to 90 and over; 100,000 people.
extern const std::vector<double> kEuropeanStandard2013;

// Events that happen to the same people more than once: by how many each person had. Population and
// weight are those of the band in every layer; `events` are people.
struct Repeats {
  double each = 1;
  std::vector<AgeBand> bands;
};
StandardisedRate direct_rate_of_repeats(const std::vector<Repeats>& layers, double level);

struct ReferenceBand {
  double events = kNone, population = kNone;
  double reference_events = kNone, reference_population = kNone;
};
struct StandardisedRatio {
  double observed = 0, expected = 0;
  double ratio = kNone;           // observed over expected
  double reference_rate = kNone;  // crude, per person: times the ratio it is the indirect rate
  Interval interval;              // of the ratio
};
StandardisedRatio indirect_ratio(const std::vector<ReferenceBand>& bands, double level,
                                 MissingEvents missing = MissingEvents::unknown);

struct LifeBand {
  double from = 0;  // age; the last band is open
  double population = 0, deaths = 0;
};
struct LifeExpectancy {
  double years = kNone;
  Interval interval;
};
// At the beginning of each band. Infants who die live a tenth of their first year, others half of
// their band. An interval wider than 20 years says nothing and is not given.
std::vector<LifeExpectancy> life_expectancy(const std::vector<LifeBand>& bands, double level);

}  // namespace assize::variation
