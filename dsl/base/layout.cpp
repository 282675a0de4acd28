#include "dsl/base/layout.h"

#include <algorithm>
#include <array>

namespace assize {
namespace {

using Word = Layout::Word;

struct Spelling {
  std::string_view text;
  Word word;
};
// Longer words before their beginnings.
constexpr std::array<Spelling, 11> kWords = {{{"YYYY", Word::year},
                                              {"CCYY", Word::year},
                                              {"MMM", Word::month_name},
                                              {"MM", Word::month},
                                              {"DD", Word::day},
                                              {"HH", Word::hour},
                                              {"mm", Word::minute},
                                              {"ss", Word::second},
                                              {"ffffff", Word::fraction},
                                              {"fff", Word::fraction},
                                              {"zone", Word::zone}}};

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Takes `n` digits off the front of `text`; -1 where they are not there.
int take_digits(std::string_view& text, std::size_t n) {
  if (text.size() < n) return -1;
  int number = 0;
  for (const char c : text.substr(0, n)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(n);
  return number;
}

int take_month_name(std::string_view& text) {
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    if (text.size() >= 3 && std::equal(kMonths[m].begin(), kMonths[m].end(), text.begin(),
                                       [](char a, char b) { return a == small(b); })) {
      text.remove_prefix(3);
      return static_cast<int>(m) + 1;
    }
  }
  return -1;
}

// Z, +01:00, +0100 or +01, of at most 14 hours.
std::optional<int> take_zone(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const char sign = text.front();
  text.remove_prefix(1);
  if (sign == 'Z') return 0;
  if (sign != '+' && sign != '-') return std::nullopt;
  const int hours = take_digits(text, 2);
  if (hours < 0) return std::nullopt;
  const bool colon = !text.empty() && text.front() == ':';
  if (colon) text.remove_prefix(1);
  const bool more = colon || (text.size() >= 2 && text[0] >= '0' && text[0] <= '9');
  const int minutes = more ? take_digits(text, 2) : 0;
  if (minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60) return std::nullopt;
  return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
}

struct Parts {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, thousandths = 0;
  std::optional<int> offset_minutes;
};

// False: `text` does not have that piece at its front.
bool take(const Layout::Piece& piece, std::string_view& text, Parts& parts) {
  switch (piece.word) {
    case Word::year:
      return (parts.year = take_digits(text, 4)) >= 0;
    case Word::month:
      return (parts.month = take_digits(text, 2)) >= 0;
    case Word::month_name:
      return (parts.month = take_month_name(text)) >= 0;
    case Word::day:
      return (parts.day = take_digits(text, 2)) >= 0;
    case Word::hour:
      return (parts.hour = take_digits(text, 2)) >= 0;
    case Word::minute:
      return (parts.minute = take_digits(text, 2)) >= 0;
    case Word::second:
      return (parts.second = take_digits(text, 2)) >= 0;
    case Word::fraction:
      parts.thousandths = take_digits(text, 3);
      return parts.thousandths >= 0 && (piece.text.size() == 3 || take_digits(text, 3) == 0);
    case Word::zone:
      parts.offset_minutes = take_zone(text);
      return parts.offset_minutes.has_value();
    case Word::literal:
      break;
  }
  if (!text.starts_with(piece.text)) return false;
  text.remove_prefix(piece.text.size());
  return true;
}

std::optional<Parts> parts_of(const Layout& layout, std::string_view text) {
  Parts parts;
  for (const Layout::Piece& piece : layout.pieces) {
    if (!take(piece, text, parts)) return std::nullopt;
  }
  return text.empty() ? std::optional(parts) : std::nullopt;
}

// What the words of a layout lack; empty: nothing.
std::string missing(const Layout& layout) {
  const auto has = [&](Word w) { return layout.has(w); };
  const bool month = has(Word::month) || has(Word::month_name);
  if (!has(Word::year)) return "it has no year (YYYY)";
  if (has(Word::day) && !month) return "it has a day (DD) and no month (MM)";
  if (has(Word::hour) && !has(Word::day)) return "it has an hour (HH) and no day (DD)";
  if (has(Word::hour) && !has(Word::minute)) return "it has an hour (HH) and no minute (mm)";
  if (has(Word::minute) && !has(Word::hour)) return "it has a minute (mm) and no hour (HH)";
  if (has(Word::second) && !has(Word::minute)) return "it has a second (ss) and no minute (mm)";
  if (has(Word::fraction) && !has(Word::second))
    return "it has parts of a second (fff) and no second (ss)";
  if (has(Word::zone) && !has(Word::hour)) return "it has a zone and no hour (HH)";
  return {};
}

}  // namespace

bool Layout::has(Word word) const {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.word == word; });
}

std::optional<Layout> parse_layout(std::string_view written, std::string& why) {
  Layout out;
  out.written = written;
  const auto add_literal = [&](std::string_view text) {
    if (out.pieces.empty() || out.pieces.back().word != Word::literal)
      out.pieces.push_back({Word::literal, {}});
    out.pieces.back().text += text;
  };
  for (std::string_view rest = written; !rest.empty();) {
    if (rest.front() == '[') {
      const std::size_t end = rest.find(']');
      if (end == std::string_view::npos) {
        why = "a square bracket is not closed";
        return std::nullopt;
      }
      add_literal(rest.substr(1, end - 1));
      rest.remove_prefix(end + 1);
      continue;
    }
    const auto* word = std::find_if(kWords.begin(), kWords.end(),
                                    [&](const Spelling& s) { return rest.starts_with(s.text); });
    if (word == kWords.end()) {
      add_literal(rest.substr(0, 1));
      rest.remove_prefix(1);
      continue;
    }
    const bool month = word->word == Word::month || word->word == Word::month_name;
    if (month ? out.has(Word::month) || out.has(Word::month_name) : out.has(word->word)) {
      why = "`" + std::string(word->text) + "` says twice what stands there";
      return std::nullopt;
    }
    out.pieces.push_back({word->word, std::string(word->text)});
    rest.remove_prefix(word->text.size());
  }
  why = missing(out);
  return why.empty() ? std::optional(out) : std::nullopt;
}

std::optional<DaySpan> read_date(const Layout& layout, std::string_view text) {
  const auto parts = parts_of(layout, text);
  if (!parts) return std::nullopt;
  const bool month = layout.has(Word::month) || layout.has(Word::month_name);
  if (layout.has(Word::day)) {
    const auto day = day_of(parts->year, parts->month, parts->day);
    return day ? std::optional(DaySpan{*day, *day}) : std::nullopt;
  }
  const auto first = day_of(parts->year, month ? parts->month : 1, 1);
  if (!first) return std::nullopt;
  const int last_month = month ? parts->month : 12;
  return DaySpan{*first,
                 *day_of(parts->year, last_month, last_day_of_month(parts->year, last_month))};
}

std::optional<WrittenTime> read_date_time(const Layout& layout, std::string_view text) {
  const auto parts = parts_of(layout, text);
  if (!parts) return std::nullopt;
  const auto day = day_of(parts->year, parts->month, parts->day);
  if (!day || parts->minute > 59 || parts->second > 59) return std::nullopt;
  const Millis clock =
      parts->hour * kHour + parts->minute * kMinute + parts->second * kSecond + parts->thousandths;
  if (clock > kDayMillis || (*day == kLastDay && clock == kDayMillis)) return std::nullopt;
  return WrittenTime{*day * kDayMillis + clock, parts->offset_minutes};
}

}  // namespace assize
