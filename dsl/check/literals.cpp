#include "dsl/check/literals.h"

#include <cctype>

namespace assize::check_detail {

using model::Kind;
using model::Type;
using model::Unit;
using syntax::LiteralKind;

namespace {

// "60 minutes" in two: the figure and the unit, without the plural's s.
std::pair<std::string_view, std::string> split_unit(std::string_view text) {
  const std::size_t blank = text.find_last_of(" \t\r\n");
  if (blank == std::string_view::npos) return {text, ""};
  std::string unit(text.substr(blank + 1));
  if (unit.size() > 1 && unit.back() == 's') unit.pop_back();
  std::string_view figure = text.substr(0, text.find_first_of(" \t\r\n"));
  return {figure, unit};
}

std::nullopt_t not_a_value(Program& p, const syntax::Expression& e, const std::string& why) {
  p.error("A3011", e.span, "`" + e.text + "` " + why);
  return std::nullopt;
}

std::optional<Literal> number(Program& p, const syntax::Expression& e, Unit unit) {
  const std::optional<Decimal> d = figure(e.text);
  if (!d)
    return not_a_value(p, e,
                       "has more digits than a number can hold (34, of them 40 after the point)");
  return Literal{{Kind::number, unit}, Value::of(*d)};
}

std::optional<Literal> elapsed(Program& p, const syntax::Expression& e) {
  const auto [digits, unit] = split_unit(e.text);
  const std::optional<Decimal> n = Decimal::parse(digits);
  const std::int64_t size = unit == "hour"     ? kHour
                            : unit == "minute" ? kMinute
                            : unit == "second" ? kSecond
                                               : 1;
  const std::optional<Decimal> ms = n ? multiply(*n, Decimal(size)) : std::nullopt;
  const std::optional<std::int64_t> whole = ms ? ms->as_int64() : std::nullopt;
  constexpr std::int64_t kLongest = std::int64_t{9999} * 366 * kDayMillis;
  if (!whole || *whole > kLongest || *whole < -kLongest) {
    return not_a_value(p, e, "is not a whole number of milliseconds within 9,999 years");
  }
  return Literal{{Kind::elapsed}, Value::of(MillisValue{*whole})};
}

std::optional<Literal> calendar(Program& p, const syntax::Expression& e) {
  const auto [digits, unit] = split_unit(e.text);
  const std::optional<Decimal> n = Decimal::parse(digits);
  const std::optional<std::int64_t> whole = n ? n->as_int64() : std::nullopt;
  constexpr std::int64_t kMost = 3'700'000;  // days of 9,999 years, and a little more
  if (!whole || *whole > kMost || *whole < -kMost)
    return not_a_value(p, e, "is not a whole number of days or months within 9,999 years");
  CalendarDuration c;
  const auto count = static_cast<std::int32_t>(*whole);
  if (unit == "year")
    c.months = count * 12;
  else if (unit == "month")
    c.months = count;
  else if (unit == "week")
    c.days = count * 7;
  else
    c.days = count;
  return Literal{{Kind::calendar}, Value::of(c)};
}

std::optional<Literal> date(Program& p, const syntax::Expression& e) {
  const std::optional<DaySpan> days = parse_date(e.text);
  if (!days) return not_a_value(p, e, "is no day of the calendar");
  const Type type{Kind::date};
  if (days->first == days->last) return Literal{type, Value::of(DayValue{days->first})};
  return Literal{type,
                 Value::between(DayValue{days->first}, DayValue{days->last}, Reason::imprecise)};
}

std::optional<Literal> time(Program& p, const syntax::Expression& e, Index zone) {
  const std::optional<WrittenTime> t = parse_date_time(e.text);
  if (!t) return not_a_value(p, e, "is no time of the calendar and the clock");
  if (t->offset_minutes) {
    const Index z = zone == kNone ? p.utc() : zone;
    return Literal{{Kind::date_time, Unit::none, 0, z},
                   Value::of(MillisValue{t->wall - *t->offset_minutes * kMinute})};
  }
  if (zone == kNone) return Literal{{Kind::wall_time}, Value::of(MillisValue{t->wall})};
  const ZoneTable& table = p.ruleset.zones[zone];
  const Instants at = instants_of(table, t->wall);
  const Type type{Kind::date_time, Unit::none, 0, zone};
  if (at.count == 0)
    return not_a_value(p, e, "did not exist in " + table.name + ": the clocks went forward");
  if (at.count == 1) return Literal{type, Value::of(MillisValue{at.first})};
  return Literal{
      type, Value::between(MillisValue{at.first}, MillisValue{at.second}, Reason::ambiguous_clock)};
}

}  // namespace

std::optional<Decimal> figure(std::string_view text) {
  constexpr std::string_view kPound = "\xC2\xA3";
  std::string digits;
  bool negative = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with(kPound)) {
      i += kPound.size();
      continue;
    }
    const char c = text[i++];
    if (c == '-') {
      negative = true;
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.') {
      digits += c;
    } else if (c != '+' && c != ' ') {
      break;  // the unit
    }
  }
  const std::optional<Decimal> d = Decimal::parse(digits);
  return d && negative ? std::optional<Decimal>(-*d) : d;
}

std::optional<Literal> literal(Program& p, const syntax::Expression& e, Index zone) {
  switch (e.literal) {
    case LiteralKind::number:
      return number(p, e, Unit::none);
    case LiteralKind::percent:
      return number(p, e, Unit::percent);
    case LiteralKind::points:
      return number(p, e, Unit::points);
    case LiteralKind::money:
      return number(p, e, Unit::pounds);
    case LiteralKind::text:
      return Literal{{Kind::text}, Value::of(e.text)};
    case LiteralKind::date:
      return date(p, e);
    case LiteralKind::datetime:
      return time(p, e, zone);
    case LiteralKind::elapsed:
      return elapsed(p, e);
    case LiteralKind::calendar:
      return calendar(p, e);
    case LiteralKind::yes_no:
      return Literal{{Kind::yes_no}, Value::of(e.text == "yes")};
    case LiteralKind::unknown: {
      Reason r = Reason::stated;
      if (!e.option.empty()) reason_of(e.option, r);
      return Literal{{Kind::nothing}, Value::unknown(r)};
    }
    case LiteralKind::working_days:
      p.error("A3011", e.span,
              "working days stand only as a limit: `within`, `no later than`, `no earlier than`",
              "write `N working days after DATE` for the day itself");
      return std::nullopt;
    case LiteralKind::blank:
    case LiteralKind::unreadable:
      p.error("A3011", e.span, "a blank or unreadable cell stands only in the rows of a test",
              "to ask whether a field is blank, write `FIELD is blank`");
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<DaySpan> whole_days(Program& p, const syntax::Expression& e) {
  const std::optional<Literal> l = e.kind == syntax::Kind::literal ? literal(p, e) : std::nullopt;
  if (l && l->type.kind == Kind::date && l->value.low) {
    const auto day = [](const Scalar& s) { return std::get<DayValue>(s).day; };
    return DaySpan{day(*l->value.low), day(l->value.is_known() ? *l->value.low : *l->value.high)};
  }
  if (l || e.kind != syntax::Kind::literal)
    p.error("A3014", e.span, "a date is needed here, such as 2022-03-01, 2022-03 or 2022");
  return std::nullopt;
}

std::optional<Day> whole_day(Program& p, const syntax::Expression& e) {
  const std::optional<Literal> l = e.kind == syntax::Kind::literal ? literal(p, e) : std::nullopt;
  if (l && l->type.kind == Kind::date && l->value.is_known())
    return std::get<DayValue>(l->value.point()).day;
  if (l || e.kind != syntax::Kind::literal)
    p.error("A3014", e.span, "a day is needed here, such as 2022-03-01");
  return std::nullopt;
}

std::optional<Decimal> plain_number(Program& p, const syntax::Expression& e) {
  const std::optional<Literal> l = e.kind == syntax::Kind::literal ? literal(p, e) : std::nullopt;
  if (l && l->type == Type{Kind::number}) return std::get<Decimal>(l->value.point());
  if (l || e.kind != syntax::Kind::literal)
    p.error("A3014", e.span, "a plain number is needed here");
  return std::nullopt;
}

std::optional<std::int64_t> whole_number(Program& p, const syntax::Expression& e) {
  const std::optional<Decimal> d = plain_number(p, e);
  if (!d) return std::nullopt;
  const std::optional<std::int64_t> n = d->as_int64();
  if (!n) p.error("A3014", e.span, "a whole number is needed here");
  return n;
}

std::optional<Layout> checked_layout(Program& p, const std::string& written, Span span,
                                     bool clock) {
  std::string why;
  auto layout = parse_layout(written, why);
  if (layout && layout->has(Layout::Word::hour) != clock) {
    why = clock ? "it has no hour (HH), and midnight is not assumed"
                : "it has an hour (HH), and a date has none";
    layout.reset();
  }
  if (!layout) {
    p.error(
        "A3019", span,
        "\"" + written + "\" is no layout of " + (clock ? "a date and time: " : "a date: ") + why,
        clock ? "for example: \"DD/MM/YYYY HH:mm\"" : "for example: \"DD/MM/YYYY\"");
  }
  return layout;
}

}  // namespace assize::check_detail
