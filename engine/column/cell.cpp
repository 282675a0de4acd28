#include "engine/column/cell.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "engine/column/clones.h"
#include "engine/column/items.h"
#include "engine/column/text.h"

namespace assize {
namespace {

constexpr std::array<std::int64_t, 19> kPowersOfTen = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t p = 1;
  for (std::size_t i = 0; i < powers.size(); ++i) {
    powers[i] = p;
    if (i + 1 < powers.size()) p *= 10;
  }
  return powers;
}();
constexpr std::int32_t kBlankWord = -1;     // the number of the empty word in a table of words
constexpr std::size_t kDigitsOfInt64 = 18;  // that always fit

std::int64_t power_of_ten(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }

// `d` x 10^scale where that is a whole number of 64 bits.
std::optional<std::int64_t> at_scale(const Decimal& d, int scale) {
  const auto shifted = multiply(d, Decimal(power_of_ten(scale)));
  return shifted ? shifted->as_int64() : std::nullopt;
}

enum class Read : std::uint8_t { yes, no, too_fine };

// The common case: at most 18 digits. `coefficient` is at `scale`; too_fine: a digit other than 0
// stands beyond it, or the number does not fit.
Read plain_number(std::string_view text, int scale, std::int64_t& coefficient) {
  if (text.size() > kDigitsOfInt64) return Read::too_fine;
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  std::int64_t n = 0;
  int places = -1;  // digits after the point; -1: no point yet
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = static_cast<unsigned>(text[i] - '0');
    if (digit <= 9) {
      n = n * 10 + digit;
      if (places >= 0) ++places;
    } else if (text[i] == '.' && places < 0 && i > 0) {
      places = 0;
    } else {
      return Read::no;
    }
  }
  if (text.empty() || places == 0) return Read::no;
  places = std::max(places, 0);
  for (; places > scale; --places, n /= 10) {
    if (n % 10 != 0) return Read::too_fine;
  }
  if (__builtin_mul_overflow(n, power_of_ten(scale - places), &n)) return Read::too_fine;
  coefficient = negative ? -n : n;
  return Read::yes;
}

std::optional<Decimal> parse_number(std::string_view text) {
  const bool digits_only = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
  });
  return digits_only ? Decimal::parse(text)
                     : std::nullopt;  // so no exponent: a spreadsheet's 1.2E+05 has lost digits
}

// The day of the last whole date read: returns are roughly in order of time.
class DayMemory {
 public:
  // Of ten bytes.
  std::optional<Day> day(const char* ten) {
    std::uint16_t last;
    std::memcpy(&last, ten + sizeof first_, sizeof last);
    if (eight_bytes(ten) != first_ || last != last_) {
      const std::int32_t since_first = whole_date_from_first(ten);
      if (since_first < 0) return std::nullopt;
      first_ = eight_bytes(ten);
      last_ = last;
      day_ = since_first + kFirstDay;
    }
    return day_;
  }

 private:
  std::uint64_t first_ = 0;
  std::uint16_t last_ = 0;
  Day day_ = 0;
};

// What follows the date of a date and time: text[10] on, which is not empty.
std::optional<WrittenTime> time_of(std::string_view text) {
  if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
  Millis clock = -1;
  if (text.size() == 19) clock = clock_with_seconds(text.data() + 11);
  if (text.size() == 16) clock = clock_without_seconds(text.data() + 8);
  if (clock >= 0) return WrittenTime{clock, std::nullopt};
  return parse_time(text.substr(11));
}

// A date and time in its usual form.
std::optional<WrittenTime> usual_time(std::string_view text, DayMemory& memory) {
  if (text.size() < 16) return std::nullopt;
  const auto day = memory.day(text.data());
  if (!day) return std::nullopt;
  auto time = time_of(text);
  if (!time || (*day == kLastDay && time->wall == kDayMillis)) return std::nullopt;
  time->wall += *day * kDayMillis;
  return time;
}

// Wall clocks of one zone to instants, remembering a stretch of clocks that have one offset.
class ZoneMemory {
 public:
  explicit ZoneMemory(const ZoneTable& zone) : zone_(zone) {}

  Instants instants(Millis wall) {
    if (wall >= from_ && wall < to_) return {1, wall - offset_, 0};
    const Instants found = instants_of(zone_, wall);
    if (found.count == 1) remember(wall - found.first, found.first);
    return found;
  }

 private:
  // Between two changes of the clock, clocks are unambiguous from the later of the two readings at
  // the first change to the earlier of the two at the second.
  void remember(Millis offset, Millis instant) {
    const auto& changes = zone_.changes;
    const auto next =
        std::upper_bound(changes.begin() + 1, changes.end(), instant,
                         [](Millis m, const ZoneTable::Change& c) { return m < c.at; });
    const auto current = next - 1;
    const auto reading = [](Millis at, std::int32_t seconds) { return at + seconds * kSecond; };
    offset_ = offset;
    from_ = INT64_MIN;
    to_ = INT64_MAX;
    if (current != changes.begin()) {
      const std::int32_t seconds = std::max(current->offset_seconds, (current - 1)->offset_seconds);
      from_ = reading(current->at, seconds);
    }
    if (next != changes.end()) {
      to_ = reading(next->at, std::min(current->offset_seconds, next->offset_seconds));
    }
  }

  const ZoneTable& zone_;
  Millis from_ = 0, to_ = 0, offset_ = 0;
};

void put_range(Column& out, std::uint32_t row, Value value) {
  out.ranges.push_back({row, std::move(value)});
}

}  // namespace

int scale_of(const model::Field& field) {
  if (field.whole) return 0;
  return field.type.unit == model::Unit::pounds ? 2 : 4;
}

FieldReader::FieldReader(const model::Ruleset& ruleset, const model::Record& record,
                         model::Index index)
    : ruleset_(&ruleset),
      field_(&record.fields[index]),
      in_key_(std::find(record.key.begin(), record.key.end(), index) != record.key.end()) {
  const model::Field& field = *field_;
  const model::Index list = field.type.kind == model::Kind::code ? field.type.list : field.items;
  if (list != model::kNone) {
    std::vector<std::pair<std::string, std::int32_t>> words = {{"", kBlankWord}};
    for (const model::Code& code : ruleset.code_lists[list].codes) {
      words.emplace_back(code.text, static_cast<std::int32_t>(words.size() - 1));
    }
    words_ = WordTable(words);
  } else if (field.type.kind == model::Kind::yes_no) {
    words_ = WordTable(
        {{"", kBlankWord}, {"yes", 1}, {"true", 1}, {"y", 1}, {"no", 0}, {"false", 0}, {"n", 0}});
  } else if (field.type.kind == model::Kind::number) {
    number_.scale = scale_of(field);
    number_.exact_path = field.rounded_to.has_value() || !field.hidden.empty();
    const auto bound = [&](const std::optional<Decimal>& allowed, std::int64_t& at) {
      if (!allowed) return;
      const auto exact = at_scale(*allowed, number_.scale);
      if (exact) at = *exact;
      number_.exact_path |= !exact;
    };
    bound(field.low, number_.low);
    bound(field.high, number_.high);
  }
}

// One cell: not there, blank, or what `parse` makes of it.
template <class Parse>
void FieldReader::one(const CellTexts& texts, std::uint32_t row, Column& out,
                      std::vector<CellFault>& faults, Parse parse) const {
  const auto set = [&](Cell cell) {
    out.cell[row] = cell;
    if (cell != Cell::present && !out.v.empty()) out.v[row] = 0;
  };
  const std::string_view whole = texts.cells[row];
  if (whole.data() == nullptr) return set(Cell::not_supplied);
  const std::string_view text = trim(whole);
  if (text.empty()) {
    set(Cell::blank);
    if (field_->required) {
      faults.push_back({row, Problem::blank_required});
    } else if (!whole.empty()) {
      faults.push_back({row, Problem::only_white_space});
    }
    return;
  }
  const Cell cell = parse(text, row);
  set(cell);
  if (cell == Cell::unreadable) faults.push_back({row, Problem::unreadable});
  if (cell == Cell::not_listed) faults.push_back({row, Problem::not_listed});
  if (cell == Cell::out_of_range) faults.push_back({row, Problem::out_of_range});
  if (cell == Cell::ranged && in_key_) faults.push_back({row, Problem::inexact_key});
}

// The common walk over a column.
template <class Parse>
void FieldReader::each(const CellTexts& texts, Column& out, std::vector<CellFault>& faults,
                       Parse parse) const {
  for (std::uint32_t row = 0; row < texts.cells.size(); ++row) one(texts, row, out, faults, parse);
}

// Words of a list. Blanks come in no order that a processor could foresee, so the empty word is
// one of the table and a blank takes no branch of its own; the rest goes the common way.
template <class Find>
ASSIZE_INLINED void FieldReader::read_words(const CellTexts& texts, Column& out,
                                            std::vector<CellFault>& faults, Find find) const {
  const auto parse = [&](std::string_view text, std::uint32_t row) {
    const std::int32_t number = find(text);
    out.v[row] = number;
    return number < 0 ? Cell::not_listed : Cell::present;
  };
  // What the loop writes is none of what it reads, so that the table stays in registers.
  std::int64_t* const __restrict__ numbers = out.v.data();
  Cell* const __restrict__ cells = out.cell.data();
  const std::string_view* const words = texts.cells.data();
  const auto rows = static_cast<std::uint32_t>(texts.cells.size());
  const bool required = field_->required;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::int32_t number = find(words[row]);
    const bool odd = number == WordTable::kNoWord || words[row].data() == nullptr;
    if (odd || (required && number == kBlankWord)) {
      one(texts, row, out, faults, parse);
      continue;
    }
    numbers[row] = number == kBlankWord ? 0 : number;
    cells[row] = number == kBlankWord ? Cell::blank : Cell::present;
  }
}

ASSIZE_CLONES void FieldReader::read(const CellTexts& texts, Column& out,
                                     std::vector<CellFault>& faults) const {
  const std::size_t rows = texts.cells.size();
  const bool is_text = field_->type.kind == model::Kind::text;
  out.read = true;
  out.supplied = true;
  out.ranges.clear();
  out.cell.resize(rows);
  out.v.resize(is_text ? 0 : rows);
  out.text.resize(is_text ? rows : 0);
  out.scale = number_.scale;
  switch (field_->type.kind) {
    case model::Kind::yes_no:
      return read_words(texts, out, faults, [&](std::string_view text) {
        return words_.find_any_case(text, texts.memory);
      });
    case model::Kind::code:
      return read_words(texts, out, faults,
                        [&](std::string_view text) { return words_.find(text, texts.memory); });
    case model::Kind::number:
      return read_numbers(texts, out, faults);
    case model::Kind::date:
      return read_dates(texts, out, faults);
    case model::Kind::date_time:
    case model::Kind::wall_time:
      return read_times(texts, out, faults);
    default:
      return read_texts(texts, out, faults);
  }
}

void FieldReader::read_numbers(const CellTexts& texts, Column& out,
                               std::vector<CellFault>& faults) const {
  each(texts, out, faults, [&](std::string_view text, std::uint32_t row) {
    if (number_.exact_path) return exact_number(text, out, row);
    std::int64_t n = 0;
    switch (plain_number(text, number_.scale, n)) {
      case Read::no:
        return Cell::unreadable;
      case Read::too_fine:
        return exact_number(text, out, row);
      case Read::yes:
        break;
    }
    out.v[row] = n;
    return n < number_.low || n > number_.high ? Cell::out_of_range : Cell::present;
  });
}

// Any number of any field: marks, rounded figures, and numbers that do not fit `v`.
Cell FieldReader::exact_number(std::string_view text, Column& out, std::uint32_t row) const {
  for (const model::Field::Hidden& mark : field_->hidden) {
    if (text != mark.text) continue;
    put_range(out, row, Value::between(mark.low, mark.high, Reason::suppressed));
    return Cell::ranged;
  }
  const auto number = parse_number(text);
  if (!number) return Cell::unreadable;
  if (field_->whole && !number->is_whole()) return Cell::out_of_range;
  Decimal low = *number, high = *number;
  if (field_->rounded_to) {
    // What was rounded lies at most half a step away; a whole number, at most the whole part of
    // that.
    const auto rest = remainder(*number, *field_->rounded_to);
    if (!rest || !rest->is_zero()) return Cell::out_of_range;
    auto half = multiply(*field_->rounded_to, *Decimal::make(5, 1));
    if (half && field_->whole) half = round(*half, 0, Rounding::floor);
    const auto from = half ? subtract(*number, *half) : std::nullopt;
    const auto to = half ? add(*number, *half) : std::nullopt;
    if (!from || !to) return Cell::unreadable;
    low = *from;
    high = *to;
  }
  if (field_->low) low = std::max(low, *field_->low);
  if (field_->high) high = std::min(high, *field_->high);
  if (low > high) return Cell::out_of_range;
  if (low < high) {
    put_range(out, row, Value::between(low, high, Reason::rounded));
    return Cell::ranged;
  }
  if (const auto exact = at_scale(low, number_.scale)) {
    out.v[row] = *exact;
    return Cell::present;
  }
  put_range(out, row, Value::of(low));
  return Cell::wide;
}

ASSIZE_CLONES void FieldReader::read_dates(const CellTexts& texts, Column& out,
                                           std::vector<CellFault>& faults) const {
  DayMemory memory;
  each(texts, out, faults, [&](std::string_view text, std::uint32_t row) {
    if (text.size() == 10 && field_->layouts.empty()) {
      const auto day = memory.day(text.data());
      if (!day) return Cell::unreadable;
      out.v[row] = *day;
      return Cell::present;
    }
    const auto span = written_date(text);
    if (!span) return Cell::unreadable;
    if (span->first == span->last) {
      out.v[row] = span->first;
      return Cell::present;
    }
    put_range(out, row,
              Value::between(DayValue{span->first}, DayValue{span->last}, Reason::imprecise));
    return Cell::ranged;
  });
}

ASSIZE_CLONES void FieldReader::read_times(const CellTexts& texts, Column& out,
                                           std::vector<CellFault>& faults) const {
  DayMemory memory;
  const bool zoned = field_->type.kind == model::Kind::date_time;
  static const ZoneTable kNoZone;
  ZoneMemory zone(zoned ? ruleset_->zones[field_->type.zone] : kNoZone);
  each(texts, out, faults, [&](std::string_view text, std::uint32_t row) {
    const auto time = field_->layouts.empty() ? usual_time(text, memory) : laid_out_time(text);
    if (!time) return Cell::unreadable;
    const Millis wall = time->wall;
    if (!zoned) {
      if (time->offset_minutes) return Cell::unreadable;
      out.v[row] = wall;
      return Cell::present;
    }
    if (time->offset_minutes) {
      out.v[row] = wall - *time->offset_minutes * kMinute;
      return Cell::present;
    }
    const Instants instants = zone.instants(wall);
    if (instants.count == 0) return Cell::unreadable;
    if (instants.count == 1) {
      out.v[row] = instants.first;
      return Cell::present;
    }
    put_range(out, row,
              Value::between(MillisValue{instants.first}, MillisValue{instants.second},
                             Reason::ambiguous_clock));
    return Cell::ranged;
  });
}

// In the first of the field's layouts that the text has.
std::optional<DaySpan> FieldReader::written_date(std::string_view text) const {
  if (field_->layouts.empty()) return parse_date(text);
  for (const Layout& layout : field_->layouts) {
    if (const auto days = read_date(layout, text)) return days;
  }
  return std::nullopt;
}

std::optional<WrittenTime> FieldReader::laid_out_time(std::string_view text) const {
  for (const Layout& layout : field_->layouts) {
    if (const auto time = read_date_time(layout, text)) return time;
  }
  return std::nullopt;
}

bool FieldReader::are_listed(std::string_view items, const CellTexts& texts) const {
  bool all = true;
  each_item(items, field_->separator,
            [&](std::string_view one) { all = all && words_.find(one, texts.memory) >= 0; });
  return all;
}

void FieldReader::read_texts(const CellTexts& texts, Column& out,
                             std::vector<CellFault>& faults) const {
  each(texts, out, faults, [&](std::string_view text, std::uint32_t row) {
    out.text[row] = text;
    if (!texts.plain && has_control_characters(text))
      faults.push_back({row, Problem::control_character});
    if (field_->items != model::kNone && !are_listed(text, texts))
      faults.push_back({row, Problem::not_listed});
    return Cell::present;
  });
}

void fill_not_supplied(std::uint32_t rows, Column& out) {
  out.read = true;
  out.supplied = false;
  out.cell.assign(rows, Cell::not_supplied);
  out.v.clear();
  out.text.clear();
  out.ranges.clear();
}

}  // namespace assize
