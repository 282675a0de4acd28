#include "adapters/cli/vary_dates.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

#include "dsl/base/period.h"

namespace assize::cli {

namespace {

std::optional<Day> whole_day(const std::string& cell, const std::optional<Layout>& layout) {
  const std::optional<DaySpan> span = layout ? read_date(*layout, cell) : parse_date(cell);
  if (!span || span->first != span->last) return std::nullopt;
  return span->first;
}

std::int64_t month_of(Day d) {
  const Civil c = civil_of(d);
  return static_cast<std::int64_t>(c.year) * 12 + c.month - 1;
}

Period period_at(PeriodKind kind, std::int64_t key) {
  return {kind, static_cast<std::int32_t>(key)};
}

}  // namespace

std::optional<std::int64_t> VaryDates::key_as(Kind kind, const std::string& cell) const {
  const auto of_period = [&](PeriodKind wanted) -> std::optional<std::int64_t> {
    const auto period = parse_period(cell);
    if (!period || period->kind != wanted) return std::nullopt;
    return period->index;
  };
  switch (kind) {
    case Kind::number: {
      std::int64_t n = 0;
      const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), n);
      if (fault != std::errc() || end != cell.data() + cell.size() || cell.size() > 9)
        return std::nullopt;
      return n;
    }
    case Kind::month:
      if (layout_) {
        const auto span = read_date(*layout_, cell);
        if (!span || span->first == span->last) return std::nullopt;
        return month_of(span->first);
      }
      return of_period(PeriodKind::month);
    case Kind::quarter:
      return of_period(PeriodKind::quarter);
    case Kind::financial_year:
      return of_period(PeriodKind::financial_year);
    case Kind::first_of_month:
    case Kind::last_of_month: {
      const auto day = whole_day(cell, layout_);
      if (!day) return std::nullopt;
      const Civil c = civil_of(*day);
      const int wanted = kind == Kind::first_of_month ? 1 : last_day_of_month(c.year, c.month);
      return c.day == wanted ? std::optional(month_of(*day)) : std::nullopt;
    }
    case Kind::day: {
      const auto day = whole_day(cell, layout_);
      return day ? std::optional<std::int64_t>(*day) : std::nullopt;
    }
  }
  return std::nullopt;
}

VaryDates::VaryDates(const std::vector<std::string>& cells, std::optional<Layout> layout)
    : layout_(std::move(layout)) {
  std::set<std::string> different(cells.begin(), cells.end());
  different.erase("");
  // The kind that most cells are of, so that one slip does not change what the others are.
  const auto how_many = [&](Kind kind) {
    return std::count_if(different.begin(), different.end(),
                         [&](const std::string& cell) { return key_as(kind, cell).has_value(); });
  };
  auto most = how_many(Kind::day);
  for (const Kind kind : {Kind::number, Kind::month, Kind::quarter, Kind::financial_year}) {
    const auto n = how_many(kind);
    if (n <= most) continue;
    most = n;
    kind_ = kind;
  }
  for (const Kind kind : {Kind::first_of_month, Kind::last_of_month}) {
    if (kind_ == Kind::day && most > 0 && how_many(kind) == most) kind_ = kind;
  }
  std::vector<std::int64_t> keys;
  for (const std::string& cell : different) {
    if (const auto k = key(cell)) keys.push_back(*k);
  }
  std::sort(keys.begin(), keys.end());
  if (keys.empty()) return;
  std::int64_t apart = 0;
  for (std::size_t i = 1; i < keys.size(); ++i) apart = std::gcd(apart, keys[i] - keys[i - 1]);
  step_ = kind_ == Kind::day && apart % 7 != 0 ? 0 : apart;
  years_ = kind_ == Kind::number && keys.front() >= 1800 && keys.back() <= 2200;
}

std::optional<std::int64_t> VaryDates::key(const std::string& cell) const {
  return key_as(kind_, cell);
}

std::vector<std::int64_t> VaryDates::missing(const std::vector<std::int64_t>& keys) const {
  std::vector<std::int64_t> out;
  if (step_ == 0) return out;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    for (std::int64_t k = keys[i - 1] + step_; k < keys[i]; k += step_) {
      if (static_cast<std::int64_t>(out.size()) >= kMostGaps) return out;
      out.push_back(k);
    }
  }
  return out;
}

std::string VaryDates::text(std::int64_t key) const {
  switch (kind_) {
    case Kind::number:
      return std::to_string(key);
    case Kind::month:
      return assize::text(period_at(PeriodKind::month, key));
    case Kind::quarter:
      return assize::text(period_at(PeriodKind::quarter, key));
    case Kind::financial_year:
      return assize::text(period_at(PeriodKind::financial_year, key));
    case Kind::first_of_month:
      return date_text(days_of(period_at(PeriodKind::month, key)).first);
    case Kind::last_of_month:
      return date_text(days_of(period_at(PeriodKind::month, key)).last);
    case Kind::day:
      return date_text(static_cast<Day>(key));
  }
  return {};
}

std::string VaryDates::words(std::int64_t key) const {
  switch (kind_) {
    case Kind::number:
      return years_ ? std::to_string(key) : "point " + std::to_string(key);
    case Kind::quarter:
      return in_words(period_at(PeriodKind::quarter, key));
    case Kind::financial_year:
      return in_words(period_at(PeriodKind::financial_year, key));
    case Kind::day:
      return date_in_words(static_cast<Day>(key));
    default:
      return in_words(period_at(PeriodKind::month, key));
  }
}

std::string VaryDates::unit() const {
  switch (kind_) {
    case Kind::number:
      return years_ && step_ == 1 ? "year" : "point";
    case Kind::quarter:
      return step_ == 1 ? "quarter" : "point";
    case Kind::financial_year:
      return step_ == 1 ? "year" : "point";
    case Kind::day:
      return step_ == 7 ? "week" : "point";
    default:
      return step_ <= 1 ? "month" : step_ == 3 ? "quarter" : step_ == 12 ? "year" : "point";
  }
}

}  // namespace assize::cli
