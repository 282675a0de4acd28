#include "dsl/wording/values.h"

#include <algorithm>
#include <cctype>

namespace assize::wording {

using model::Kind;
using model::Unit;

namespace {

std::string grouped(std::string digits) {
  const std::size_t point = digits.find('.');
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = point == std::string::npos ? digits.size() : point; at > start + 3;
       at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

std::string counted(std::int64_t n, const char* unit) {
  return grouped(std::to_string(n)) + " " + unit + (n == 1 || n == -1 ? "" : "s");
}

std::string money(const Decimal& d) {
  std::string text = grouped(d.text());
  if (const std::size_t point = text.find('.');
      point != std::string::npos && text.size() - point == 2)
    text += '0';
  const bool negative = text.starts_with('-');
  return std::string(negative ? "-" : "") + "\xC2\xA3" + text.substr(negative ? 1 : 0);
}

std::string number(const Decimal& d, Unit unit) {
  switch (unit) {
    case Unit::percent:
      return grouped(d.text()) + "%";
    case Unit::points:
      return grouped(d.text()) + (d == Decimal(1) ? " point" : " points");
    case Unit::pounds:
      return money(d);
    case Unit::none:
      break;
  }
  return grouped(d.text());
}

// The largest unit that comes out whole; an hour and a half or less is said in minutes.
std::string elapsed(Millis ms) {
  if (ms % kHour == 0 && (ms > 90 * kMinute || ms < -90 * kMinute))
    return counted(ms / kHour, "hour");
  if (ms % kMinute == 0) return counted(ms / kMinute, "minute");
  if (ms % kSecond == 0) return counted(ms / kSecond, "second");
  return counted(ms, "millisecond");
}

std::string calendar(CalendarDuration c) {
  if (c.months == 0) return counted(c.days, "day");
  std::string text =
      c.months % 12 == 0 ? counted(c.months / 12, "year") : counted(c.months, "month");
  if (c.days != 0) text += " and " + counted(c.days, "day");
  return text;
}

std::string clock(Millis wall) {
  const Millis day = wall / kDayMillis - (wall % kDayMillis < 0 ? 1 : 0);
  const std::string text = wall_text(wall);
  return date_in_words(static_cast<Day>(day)) + " at " + text.substr(text.find('T') + 1);
}

}  // namespace

std::string name_in_words(const std::string& name) {
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " " + last + " " : ", ";
    text += items[i];
  }
  return text;
}

std::string code_in_words(const model::CodeList& list, CodeIndex code) {
  if (code.at < 0 || static_cast<std::size_t>(code.at) >= list.codes.size())
    return "a code not in the list";
  const model::Code& c = list.codes[static_cast<std::size_t>(code.at)];
  const bool word = c.text.size() > 2 && std::isalpha(static_cast<unsigned char>(c.text[0])) != 0;
  return word || c.meaning.empty() ? name_in_words(c.text)
                                   : "\"" + c.text + "\" (" + c.meaning + ")";
}

std::string value_in_words(const model::Ruleset& r, const model::Type& type, const Scalar& value) {
  switch (type.kind) {
    case Kind::yes_no:
      return std::get<bool>(value) ? "yes" : "no";
    case Kind::number:
      return number(std::get<Decimal>(value), type.unit);
    case Kind::text:
      return "\"" + std::get<std::string>(value) + "\"";
    case Kind::code:
      return code_in_words(r.code_lists[type.list], std::get<CodeIndex>(value));
    case Kind::date: {
      const Day day = std::get<DayValue>(value).day;
      return day == kNeverDay ? "never" : date_in_words(day);
    }
    case Kind::date_time: {
      const Millis at = std::get<MillisValue>(value).ms;
      return at == kNever ? "never" : clock(wall_of(r.zones[type.zone], at));
    }
    case Kind::wall_time: {
      const Millis at = std::get<MillisValue>(value).ms;
      return at == kNever ? "never" : clock(at);
    }
    case Kind::elapsed:
      return elapsed(std::get<MillisValue>(value).ms);
    case Kind::calendar:
      return calendar(std::get<CalendarDuration>(value));
    case Kind::list: {
      const model::Type item{type.element, type.unit, type.list, type.zone, Kind::nothing};
      std::vector<std::string> items;
      for (const Value& v : std::get<ListValue>(value)) items.push_back(value_in_words(r, item, v));
      return "(" + listed(items, "and") + ")";
    }
    case Kind::nothing:
      break;
  }
  return "unknown";
}

std::string value_in_words(const model::Ruleset& r, const model::Type& type, const Value& value) {
  if (value.is_known()) return value_in_words(r, type, value.point());
  if (value.state == Value::State::range && !value.codes.empty()) {
    std::vector<std::string> codes;
    for (CodeIndex c : value.codes) codes.push_back(code_in_words(r.code_lists[type.list], c));
    return listed(codes, "or");
  }
  if (value.low && value.high)
    return value_in_words(r, type, *value.low) + " to " + value_in_words(r, type, *value.high);
  if (value.low) return value_in_words(r, type, *value.low) + " or more";
  if (value.high) return value_in_words(r, type, *value.high) + " or less";
  return "unknown";
}

std::string period_word(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return "month";
    case PeriodKind::quarter:
      return "quarter";
    case PeriodKind::financial_year:
      return "financial year";
    case PeriodKind::calendar_year:
      return "calendar year";
    case PeriodKind::rolling_year:
      return "rolling 12 months";
    case PeriodKind::whole:
      break;
  }
  return "period";
}

}  // namespace assize::wording
