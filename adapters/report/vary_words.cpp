#include <charconv>
#include <cmath>

#include "adapters/report/vary.h"

namespace assize::report {

using namespace variation;

std::string figure(double x) {
  if (is_none(x)) return {};
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, x == 0 ? 0.0 : x).ptr;
  return {digits, end};
}

std::string_view word(Reading r) {
  switch (r) {
    case Reading::common_cause:
      return "common_cause";
    case Reading::improvement:
      return "improvement";
    case Reading::concern:
      return "concern";
    case Reading::neutral_high:
      return "neutral_high";
    case Reading::neutral_low:
      return "neutral_low";
  }
  return {};
}

std::string_view word(Assurance a) {
  switch (a) {
    case Assurance::none:
      return "none";
    case Assurance::pass:
      return "pass";
    case Assurance::fail:
      return "fail";
    case Assurance::inconsistent:
      return "inconsistent";
  }
  return {};
}

std::string_view word(Comparison c) {
  switch (c) {
    case Comparison::not_compared:
      return "not_compared";
    case Comparison::similar:
      return "similar";
    case Comparison::better:
      return "better";
    case Comparison::worse:
      return "worse";
    case Comparison::higher:
      return "higher";
    case Comparison::lower:
      return "lower";
  }
  return {};
}

std::string_view variation_icon(const Charted& c, Better better) {
  if (!c.judged) return "none";
  const bool higher = better == Better::higher;
  switch (c.variation) {
    case Reading::improvement:
      return higher ? "improvement_high" : "improvement_low";
    case Reading::concern:
      return higher ? "concern_low" : "concern_high";
    default:
      return word(c.variation);
  }
}

namespace {

struct Words {
  std::string_view up, down;
};
Words words_of(int rule) {
  switch (rule) {
    case kOutside:
      return {"above_upper_limit", "below_lower_limit"};
    case kTrend:
      return {"trend_up", "trend_down"};
    case kTwoOfThree:
      return {"two_of_three_high", "two_of_three_low"};
    case kRun:
      return {"run_above", "run_below"};
    default:
      return {"large_step_up", "large_step_down"};
  }
}

}  // namespace

std::string_view label_word(const Point& p) {
  if (p.gap()) return "gap";
  if (p.label == 0) return "common_cause";
  const Words w = words_of(p.label);
  return p.direction > 0 ? w.up : w.down;
}

std::string rules_words(const Broken& b) {
  std::string out;
  const auto add = [&](int way, int rule) {
    if (way == 0) return;
    const Words w = words_of(rule);
    out += (out.empty() ? "" : ";") + std::string(way > 0 ? w.up : w.down);
  };
  add(b.outside, kOutside);
  add(b.trend, kTrend);
  add(b.two_of_three, kTwoOfThree);
  add(b.run, kRun);
  add(b.moving_range, kMovingRange);
  return out;
}

// Levels are few digits of per cent: 99.8, and not what 0.998 times 100 is in binary.
double number_of_level(double level) { return std::round(level * 1e8) / 1e6; }

std::string level_text(double level) { return figure(number_of_level(level)); }

std::string flag_word(const UnitResult& r) {
  if (!r.judged) return "not_judged";
  if (r.level < 0) return "within";
  return r.outside > 0 ? "high" : "low";
}

}  // namespace assize::report
