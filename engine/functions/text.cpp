// Texts: length, patterns, NHS numbers, and reading and writing values as text.
#include <algorithm>
#include <vector>

#include "dsl/base/layout.h"
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

const Layout* layout_of(const model::Ruleset& ruleset, const model::Expr& expr) {
  return expr.index == 0 ? nullptr : &ruleset.layouts[expr.index - 1];
}

Value read_date(const std::string& text, const Layout* layout) {
  const auto span = layout ? assize::read_date(*layout, text) : parse_date(text);
  if (!span) return Value::unknown(text.empty() ? Reason::blank : Reason::unreadable);
  if (span->first == span->last) return Value::of(DayValue{span->first});
  return Value::between(DayValue{span->first}, DayValue{span->last}, Reason::imprecise);
}

Value read_time(const std::string& text, const Layout* layout) {
  const auto time = layout ? read_date_time(*layout, text) : parse_date_time(text);
  if (!time || time->offset_minutes)
    return Value::unknown(text.empty() ? Reason::blank : Reason::unreadable);
  return Value::of(MillisValue{time->wall});
}

// Where each character of a text begins, and its end.
std::vector<std::size_t> beginnings(const std::string& text) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) out.push_back(i);
  }
  out.push_back(text.size());
  return out;
}

std::string without(const std::string& text, const std::string& gone) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!gone.empty() && text.compare(at, gone.size(), gone) == 0)
      at += gone.size();
    else
      out += text[at++];
  }
  return out;
}

Value characters(const Decimal& from, const Decimal& to, const std::string& text) {
  if (!from.is_whole() || !to.is_whole()) return Value::unknown(Reason::out_of_range);
  const std::vector<std::size_t> at = beginnings(text);
  const auto count = static_cast<std::int64_t>(at.size()) - 1;
  const auto place = [&](const Decimal& n, std::int64_t least, std::int64_t most) {
    const std::int64_t beyond = n.is_negative() ? least : most;
    return std::clamp(n.as_int64().value_or(beyond), least, most);
  };
  const std::int64_t first = place(from, 1, count + 1), last = place(to, 0, count);
  if (last < first) return Value::of(std::string());
  const std::size_t begin = at[static_cast<std::size_t>(first - 1)];
  return Value::of(text.substr(begin, at[static_cast<std::size_t>(last)] - begin));
}

std::string reversed(const std::string& text) {
  const std::vector<std::size_t> at = beginnings(text);
  std::string out;
  for (std::size_t i = at.size() - 1; i > 0; --i) out += text.substr(at[i - 1], at[i] - at[i - 1]);
  return out;
}

std::string capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
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
      return Value::of(Decimal(static_cast<std::int64_t>(beginnings(text()).size() - 1)));
    }
    case Function::matches:
      return Value::of(matches(ruleset.patterns[expr.index], text()));
    case Function::valid_nhs_number:
      return Value::of(is_valid_nhs_number(text()));
    case Function::as_number: {
      if (const auto* n = std::get_if<Decimal>(&p[0])) return Value::of(*n);
      const bool has_exponent = text().find_first_of("eE") != std::string::npos;
      const auto n = has_exponent ? std::nullopt : Decimal::parse(text());
      return n ? Value::of(*n)
               : Value::unknown(text().empty() ? Reason::blank : Reason::unreadable);
    }
    case Function::as_date:
      if (!std::holds_alternative<std::string>(p[0])) {
        return Value::of(DayValue{day_of_point(p[0], ruleset.expr(expr.args[0]).type, ruleset)});
      }
      return read_date(text(), layout_of(ruleset, expr));
    case Function::as_time:
      return read_time(text(), layout_of(ruleset, expr));
    case Function::as_capitals:
      return Value::of(capitals(text()));
    case Function::without:
      return Value::of(without(text(), std::get<std::string>(p[1])));
    case Function::followed_by:
      return Value::of(text() + std::get<std::string>(p[1]));
    case Function::characters_from:
      return characters(std::get<Decimal>(p[0]), std::get<Decimal>(p[1]),
                        std::get<std::string>(p[2]));
    case Function::reverse:
      return Value::of(reversed(text()));
    default:
      return Value::of(plain_text(p[0], ruleset.expr(expr.args[0]).type, ruleset));
  }
}

}  // namespace assize
