#include "engine/explain/numbers.h"

#include <algorithm>
#include <compare>
#include <cstdlib>
#include <vector>

namespace assize {

namespace {

using Wide = Decimal::Coefficient;

// Beyond this many places a share of two counts differs from any target that a person writes.
constexpr int kMostDecimals = 12;

std::string grouped(std::string digits) {
  for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

Wide power_of_ten(int n) {
  Wide p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

// The share, as a number of per cent, against a line: exact, unless the line has more digits than
// any target has.
std::optional<std::strong_ordering> side_of(std::int64_t n, std::int64_t d, const Decimal& line) {
  const auto left = multiply(Decimal(n), Decimal(100));
  const auto right = multiply(line, Decimal(d));
  if (!left || !right) return std::nullopt;
  return *left <=> *right;
}

std::string plural(std::int64_t n, const char* unit) {
  return with_commas(n) + " " + unit + (n == 1 ? "" : "s");
}

}  // namespace

std::string with_commas(std::int64_t n) {
  const std::string text = std::to_string(n);
  return n < 0 ? "-" + grouped(text.substr(1)) : grouped(text);
}

std::string with_commas(const Decimal& d) {
  std::string text = d.text();
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  return (negative ? "-" : "") + grouped(text.substr(0, point)) + text.substr(point);
}

std::string counted(std::int64_t n, const std::string& one, const std::string& many) {
  return with_commas(n) + " " + (n == 1 ? one : many);
}

std::string in_words(Figure f) {
  return f.low == f.high ? with_commas(f.low) : with_commas(f.low) + " to " + with_commas(f.high);
}

std::string percent_text(std::int64_t n, std::int64_t d, int decimals,
                         const std::optional<Decimal>& line) {
  std::vector<Decimal> lines = {Decimal(0), Decimal(100)};
  if (line) lines.push_back(*line);
  Decimal shown;
  for (int places = decimals;; ++places) {
    const Wide numerator = static_cast<Wide>(n) * 100 * power_of_ten(places);
    const Wide half = d / 2;  // rounds half away from zero
    Wide rounded = ((numerator < 0 ? -numerator : numerator) + half) / d;
    if (numerator < 0) rounded = -rounded;
    const auto made = Decimal::make(rounded, places);
    if (!made) break;
    shown = *made;
    const bool faithful = std::all_of(lines.begin(), lines.end(), [&](const Decimal& l) {
      const auto side = side_of(n, d, l);
      return !side || *side == (shown <=> l);
    });
    if (faithful || places >= kMostDecimals) break;
  }
  return with_commas(shown) + "%";
}

int house_decimals(std::int64_t d) { return d >= 200 ? 1 : 0; }

std::string elapsed_in_words(Millis ms) {
  if (ms == kNever) return "never";
  if (ms < 0) return "minus " + elapsed_in_words(-ms);
  const std::int64_t hours = ms / kHour;
  const std::int64_t minutes = ms % kHour / kMinute;
  const std::int64_t rest = ms % kMinute;
  std::string text;
  const auto part = [&](const std::string& words) { text += (text.empty() ? "" : " ") + words; };
  if (hours != 0) part(plural(hours, "hour"));
  if (minutes != 0) part(plural(minutes, "minute"));
  if (rest % kSecond != 0) {
    part(with_commas(Decimal::make(rest, 3).value_or(Decimal())) + " seconds");
  } else if (rest != 0) {
    part(plural(rest / kSecond, "second"));
  }
  return text.empty() ? "0 minutes" : text;
}

std::string calendar_in_words(CalendarDuration c) {
  if (c.months == 0) return plural(c.days, "day");
  std::string text = c.months % 12 == 0 ? plural(c.months / 12, "year") : plural(c.months, "month");
  if (c.days != 0) text += " and " + plural(c.days, "day");
  return text;
}

std::string in_words(const Scalar& value, const model::Type& type) {
  struct Visitor {
    const model::Type& type;
    std::string operator()(bool b) const { return b ? "yes" : "no"; }
    std::string operator()(const Decimal& d) const {
      switch (type.unit) {
        case model::Unit::percent:
          return with_commas(d) + "%";
        case model::Unit::points:
          return with_commas(d) + (d == Decimal(1) || d == Decimal(-1) ? " point" : " points");
        case model::Unit::pounds:
          return pounds(d);
        case model::Unit::none:
          break;
      }
      return with_commas(d);
    }
    static std::string pounds(const Decimal& d) {
      std::string text = with_commas(d.is_negative() ? -d : d);
      if (d.scale() == 1) text += "0";
      return (d.is_negative() ? "-£" : "£") + text;
    }
    std::string operator()(const std::string& s) const { return "\"" + s + "\""; }
    std::string operator()(CodeIndex c) const { return "code " + std::to_string(c.at); }
    std::string operator()(DayValue d) const {
      return d.day == kNeverDay ? "never" : date_in_words(d.day);
    }
    std::string operator()(MillisValue m) const {
      if (type.kind == model::Kind::elapsed) return elapsed_in_words(m.ms);
      return m.ms == kNever ? "never" : wall_text(m.ms);
    }
    std::string operator()(CalendarDuration c) const { return calendar_in_words(c); }
    std::string operator()(const ListValue& l) const {
      return counted(static_cast<std::int64_t>(l.size()), "value", "values");
    }
  };
  return std::visit(Visitor{type}, value);
}

}  // namespace assize
