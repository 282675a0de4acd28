#include "adapters/cli/value_text.h"

#include <cstdlib>

#include "adapters/report/json_text.h"

namespace assize::cli {

namespace {

std::string padded(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string instant_text(Millis ms, const ZoneTable& zone) {
  const std::int32_t offset = offset_at(zone, ms);
  const std::int32_t minutes = std::abs(offset) / 60;
  return wall_text(wall_of(zone, ms)) + (offset < 0 ? "-" : "+") + padded(minutes / 60) + ":" +
         padded(minutes % 60);
}

std::string unit_text(const std::string& n, const char* unit) {
  return n + " " + unit + (n == "1" || n == "-1" ? "" : "s");
}

std::string elapsed_text(Millis ms) {
  if (ms == kNever) return "never";
  if (ms % kMinute == 0) return unit_text(std::to_string(ms / kMinute), "minute");
  return unit_text(Decimal::make(ms, 3).value_or(Decimal()).text(), "second");
}

std::string calendar_text(CalendarDuration c) {
  if (c.months == 0) return unit_text(std::to_string(c.days), "day");
  const std::string months = unit_text(std::to_string(c.months), "month");
  return c.days == 0 ? months : months + " " + unit_text(std::to_string(c.days), "day");
}

std::string number_text(const Decimal& d, model::Unit unit) {
  switch (unit) {
    case model::Unit::percent:
      return d.text() + "%";
    case model::Unit::points:
      return d.text() + " points";
    case model::Unit::pounds:
      return "£" + d.text();
    case model::Unit::none:
      break;
  }
  return d.text();
}

std::string list_text(const ListValue& list, const model::Type& type,
                      const model::Ruleset& ruleset) {
  model::Type element = type;
  element.kind = type.element;
  std::string text = "(";
  for (const Value& v : list)
    text += (text.size() == 1 ? "" : ", ") + value_in_words(v, element, ruleset);
  return text + ")";
}

void write_scalar(report::Buffer& out, const std::optional<Scalar>& value, const model::Type& type,
                  const model::Ruleset& ruleset) {
  if (!value) {
    out << "null";
    return;
  }
  if (const bool* b = std::get_if<bool>(&*value)) {
    out << (*b ? std::string_view("true") : std::string_view("false"));
    return;
  }
  if (const Decimal* d = std::get_if<Decimal>(&*value)) {
    report::write_text(out, d->text());  // its unit is the type's
    return;
  }
  const ListValue* list = std::get_if<ListValue>(&*value);
  if (list == nullptr) {
    report::write_text(out, value_text(*value, type, ruleset));
    return;
  }
  model::Type element = type;
  element.kind = type.element;
  out << '[';
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (i != 0) out << ',';
    const Value& v = (*list)[i];
    if (v.is_known())
      write_scalar(out, v.low, element, ruleset);
    else
      write_value(out, v, element, ruleset);
  }
  out << ']';
}

}  // namespace

std::string type_name(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return "yes or no";
    case model::Kind::number:
      switch (type.unit) {
        case model::Unit::percent:
          return "percentage";
        case model::Unit::points:
          return "points";
        case model::Unit::pounds:
          return "money";
        case model::Unit::none:
          break;
      }
      return "number";
    case model::Kind::text:
      return "text";
    case model::Kind::code:
      return "code";
    case model::Kind::date:
      return "date";
    case model::Kind::date_time:
      return "date and time";
    case model::Kind::wall_time:
      return "date and time as written";
    case model::Kind::elapsed:
      return "elapsed duration";
    case model::Kind::calendar:
      return "calendar duration";
    case model::Kind::list:
      return "list";
    case model::Kind::nothing:
      break;
  }
  return "nothing";
}

std::string value_text(const Scalar& value, const model::Type& type,
                       const model::Ruleset& ruleset) {
  struct Visitor {
    const model::Type& type;
    const model::Ruleset& ruleset;
    std::string operator()(bool b) const { return b ? "yes" : "no"; }
    std::string operator()(const Decimal& d) const { return number_text(d, type.unit); }
    std::string operator()(const std::string& s) const { return s; }
    std::string operator()(CodeIndex c) const {
      const bool listed =
          type.list < ruleset.code_lists.size() && c.at >= 0 &&
          static_cast<std::size_t>(c.at) < ruleset.code_lists[type.list].codes.size();
      return listed ? ruleset.code_lists[type.list].codes[static_cast<std::size_t>(c.at)].text
                    : "not a listed code";
    }
    std::string operator()(DayValue d) const {
      return d.day == kNeverDay ? "never" : date_text(d.day);
    }
    std::string operator()(MillisValue m) const {
      if (type.kind == model::Kind::elapsed) return elapsed_text(m.ms);
      if (m.ms == kNever) return "never";
      if (type.kind == model::Kind::date_time && type.zone < ruleset.zones.size()) {
        return instant_text(m.ms, ruleset.zones[type.zone]);
      }
      return wall_text(m.ms);
    }
    std::string operator()(CalendarDuration c) const { return calendar_text(c); }
    std::string operator()(const ListValue& l) const { return list_text(l, type, ruleset); }
  };
  return std::visit(Visitor{type, ruleset}, value);
}

std::string value_in_words(const Value& value, const model::Type& type,
                           const model::Ruleset& ruleset) {
  if (value.is_known()) return value_text(value.point(), type, ruleset);
  std::string text = "unknown";
  if (value.state == Value::State::range) {
    text.clear();
    for (const CodeIndex c : value.codes)
      text += (text.empty() ? "one of " : ", ") + value_text(Scalar(c), type, ruleset);
    if (value.low)
      text += (value.low_open ? "above " : "from ") + value_text(*value.low, type, ruleset);
    if (value.high)
      text += (text.empty() ? "" : " ") + std::string(value.high_open ? "to below " : "to ") +
              value_text(*value.high, type, ruleset);
    if (value.or_never) text += text.empty() ? "never" : " or never";
  }
  std::string reasons;
  value.reasons.each(
      [&](Reason r) { reasons += (reasons.empty() ? " (" : ", ") + std::string(word(r)); });
  return reasons.empty() ? text : text + reasons + ")";
}

void write_value(report::Buffer& out, const Value& value, const model::Type& type,
                 const model::Ruleset& ruleset) {
  report::Members m(out);
  constexpr std::string_view kStates[] = {"known", "range", "unknown"};
  m.text("state", kStates[static_cast<std::size_t>(value.state)]);
  m.text("type", type_name(type));
  const bool known = value.is_known(), range = value.state == Value::State::range;
  write_scalar(m.name("value"), known ? value.low : std::nullopt, type, ruleset);
  write_scalar(m.name("low"), known || range ? value.low : std::nullopt, type, ruleset);
  write_scalar(m.name("high"),
               known   ? value.low
               : range ? value.high
                       : std::nullopt,
               type, ruleset);
  if (value.low_open) m.yes_no("low_open", true);
  if (value.high_open) m.yes_no("high_open", true);
  if (value.or_never) m.yes_no("or_never", true);
  if (!value.codes.empty()) {
    report::Buffer& codes = m.name("codes");
    codes << '[';
    for (std::size_t i = 0; i < value.codes.size(); ++i) {
      if (i != 0) codes << ',';
      report::write_text(codes, value_text(Scalar(value.codes[i]), type, ruleset));
    }
    codes << ']';
  }
  report::Buffer& reasons = m.name("reasons");
  reasons << '[';
  bool first = true;
  value.reasons.each([&](Reason r) {
    if (!first) reasons << ',';
    first = false;
    report::write_text(reasons, word(r));
  });
  reasons << ']';
  m.end();
}

}  // namespace assize::cli
