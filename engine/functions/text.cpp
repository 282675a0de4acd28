// Texts: length, patterns, NHS numbers, and reading and writing values as text.
#include <algorithm>

#include "dsl/base/nhs_number.h"
#include "engine/functions/call.h"

namespace assize {
namespace {

using model::Function;
using model::Kind;

// The largest unit that comes out whole; an hour and a half or less is said in minutes.
std::string elapsed_text(Millis ms) {
  const auto counted = [](Millis n, const char* word) {
    return std::to_string(n) + ' ' + word + (n == 1 || n == -1 ? "" : "s");
  };
  if (ms % kHour == 0 && (ms > 90 * kMinute || ms < -90 * kMinute))
    return counted(ms / kHour, "hour");
  if (ms % kMinute == 0) return counted(ms / kMinute, "minute");
  if (ms % kSecond == 0) return counted(ms / kSecond, "second");
  return counted(ms, "millisecond");
}

std::string calendar_text(CalendarDuration c) {
  const auto part = [](int n, const char* word) {
    return std::to_string(n) + ' ' + word + (n == 1 || n == -1 ? "" : "s");
  };
  if (c.months == 0) return part(c.days, "day");
  const std::string months = part(c.months, "month");
  return c.days == 0 ? months : months + ' ' + part(c.days, "day");
}

Value read_date(const std::string& text) {
  const auto span = parse_date(text);
  if (!span) return Value::unknown(text.empty() ? Reason::blank : Reason::unreadable);
  if (span->first == span->last) return Value::of(DayValue{span->first});
  return Value::between(DayValue{span->first}, DayValue{span->last}, Reason::imprecise);
}

}  // namespace

std::string plain_text(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset) {
  if (is_never(s)) return "never";
  switch (type.kind) {
    case Kind::yes_no:
      return std::get<bool>(s) ? "yes" : "no";
    case Kind::number:
      return std::get<Decimal>(s).text();
    case Kind::code: {
      const auto& codes = ruleset.code_lists[type.list].codes;
      const std::int32_t at = std::get<CodeIndex>(s).at;
      return at >= 0 && static_cast<std::size_t>(at) < codes.size()
                 ? codes[static_cast<std::size_t>(at)].text
                 : "";
    }
    case Kind::date:
      return date_text(std::get<DayValue>(s).day);
    case Kind::date_time:
    case Kind::wall_time:
      return wall_text(wall_of_point(s, type, ruleset));
    case Kind::elapsed:
      return elapsed_text(std::get<MillisValue>(s).ms);
    case Kind::calendar:
      return calendar_text(std::get<CalendarDuration>(s));
    default:
      break;
  }
  const auto* text = std::get_if<std::string>(&s);
  return text ? *text : std::string();
}

Value call_text(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Scalar> p) {
  const auto text = [&] { return std::get<std::string>(p[0]); };
  switch (expr.function) {
    case Function::length: {
      const std::string s = text();
      const auto characters = std::count_if(s.begin(), s.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
      });
      return Value::of(Decimal(static_cast<std::int64_t>(characters)));
    }
    case Function::matches:
      return Value::of(matches(ruleset.patterns[expr.index], text()));
    case Function::valid_nhs_number:
      return Value::of(is_valid_nhs_number(text()));
    case Function::as_number: {
      if (const auto* n = std::get_if<Decimal>(&p[0])) return Value::of(*n);
      const auto n = Decimal::parse(text());
      return n ? Value::of(*n)
               : Value::unknown(text().empty() ? Reason::blank : Reason::unreadable);
    }
    case Function::as_date:
      if (!std::holds_alternative<std::string>(p[0])) {
        return Value::of(DayValue{day_of_point(p[0], ruleset.expr(expr.args[0]).type, ruleset)});
      }
      return read_date(text());
    default:
      return Value::of(plain_text(p[0], ruleset.expr(expr.args[0]).type, ruleset));
  }
}

}  // namespace assize
