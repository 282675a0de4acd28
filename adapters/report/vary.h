// What `assize vary` found: charts over time, or units between one another, as text, JSON or CSV.
//
// The columns and members are described in docs/variation.md; they are stable. Figures are written
// with as many digits as it takes to read them back, figures of the file as they stood there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/report/buffer.h"
#include "engine/variation/benchmark.h"
#include "engine/variation/funnel.h"
#include "engine/variation/multiplicity.h"
#include "engine/variation/recent_trend.h"
#include "engine/variation/series.h"

namespace assize::report {

// A name and a value: by which columns a series or a unit is known.
using Names = std::vector<std::pair<std::string, std::string>>;

// Every row of the file is one of these.
struct RowCount {
  std::uint64_t read = 0;
  std::uint64_t used = 0;      // made a point, or went into a unit's figures
  std::uint64_t gaps = 0;      // have their place and no figure
  std::uint64_t not_used = 0;  // have no place: told in messages
};

struct DatedRow {
  std::string date;                           // as written in the file, or as it would be
  std::string value, numerator, denominator;  // as in the file
  std::string reason;                         // why there is no figure; empty: there is
  std::optional<std::size_t> point;           // of Charted; none: a gap that is joined
  std::optional<double> target;
};

struct SeriesReport {
  std::string name;  // the values of `by`, joined by " / "
  Names by;
  std::vector<DatedRow> rows;
  variation::Charted charted;
  std::optional<double> target;
  std::optional<variation::RecentTrend> recent;  // of p and u charts by years: of the last five
  std::string message;
};

struct TimeReport {
  std::string file, chart, preset, unit;  // unit: "month"
  std::string method;                     // in words
  variation::Settings settings;
  RowCount rows;
  std::vector<SeriesReport> series;
  std::size_t signals = 0;         // series whose last point is one
  double expected_false = 0;       // of those, by chance alone
  std::uint64_t gaps_between = 0;  // periods without a row
};

struct UnitRow {
  std::string name;
  Names by;
  std::string numerator, denominator, reason;  // sums, as exact as the file
  variation::Comparison comparison = variation::Comparison::not_compared;
  double p_adjusted = variation::kNone;
  std::string message;  // of units that are flagged
};

struct FunnelPart {
  std::string name;
  Names within;
  variation::Funnel funnel;
  std::vector<UnitRow> units;
  std::size_t flagged = 0;
};

struct FunnelReport {
  std::string file, preset, method;
  std::string numerator, denominator;  // columns
  variation::FunnelSettings settings;
  variation::Multiplicity multiplicity = variation::Multiplicity::none;
  double multiplier = 1;
  RowCount rows;
  std::vector<FunnelPart> parts;
  std::vector<double> expected_false;  // a level each
};

bool write_vary_text(const TimeReport& report, const Writer& writer);
bool write_vary_json(const TimeReport& report, const Writer& writer);
bool write_vary_csv(const TimeReport& report, const Writer& writer);
bool write_vary_text(const FunnelReport& report, const Writer& writer);
bool write_vary_json(const FunnelReport& report, const Writer& writer);
bool write_vary_csv(const FunnelReport& report, const Writer& writer);

// The words of machine formats.
std::string_view word(variation::Reading r);     // "improvement", "common_cause"
std::string_view word(variation::Assurance a);   // "pass", "fail", "inconsistent", "none"
std::string_view word(variation::Comparison c);  // "better", "similar", "not_compared"
std::string_view variation_icon(const variation::Charted& c, variation::Better better);
std::string_view label_word(const variation::Point& p);
std::string rules_words(const variation::Broken& b);    // joined by ";"
double number_of_level(double level);                   // 99.8 of 0.998
std::string level_text(double level);                   // "99.8"
std::string flag_word(const variation::UnitResult& r);  // "high", "low", "within", "not_judged"
// The shortest digits that read back as `x`; empty for none.
std::string figure(double x);

}  // namespace assize::report
