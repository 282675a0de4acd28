#include "tests/differential/generator.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "tests/differential/layers.h"
#include "tests/differential/reuse.h"
#include "tests/differential/spans.h"
#include "tests/differential/windows.h"

namespace assize::differential {

std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

namespace {

using Texts = std::vector<std::string>;

// How a column may be read and filled.
enum class Sort {
  yes_no,
  code,
  ordered_code,
  number,
  whole,
  count,
  zoned,
  date,
  written,
  text,
  nhs
};

struct Column {
  std::string name;
  Sort sort;
  std::string type;
  std::string option;  // what a blank means, or "required"
  bool open = false;   // may still be open: two-valued words are refused in outcome conditions
};

const Texts kDays = {"2022-01-31", "2022-02-28", "2022-03-01", "2022-03-26",
                     "2022-03-27", "2022-03-28", "2022-03-31", "2022-04-01",
                     "2022-04-18", "2022-05-31", "2022-06-01", "2022-06-29",
                     "2022-06-30", "2022-07-01", "2022-10-30", "2024-02-29"};
const Texts kClocks = {"00:00", "00:30", "01:00", "01:30",   "02:00",    "02:30",
                       "10:00", "10:59", "11:00", "11:01",   "11:00:01", "12:00",
                       "23:00", "23:30", "23:59", "23:59:59"};
const Texts kElapsed = {"0 minutes", "30 minutes", "60 minutes", "90 seconds",
                        "1 hour",    "2 hours",    "24 hours",   "61 minutes"};
const Texts kDaysLong = {"0 days", "1 day", "2 days", "1 week", "30 days"};
const Texts kMonthsLong = {"1 month", "1 year", "12 months"};
const Texts kNumbers = {"0", "1", "2", "2.5", "2.50", "-1", "10", "19", "20", "0.1", "0.3", "7"};
const Texts kCodes = {"A", "B", "C"};
const Texts kGrades = {"low", "middle", "high"};
const Texts kOrganisations = {"P1", "P2", "P3"};
const Texts kNhs = {"9990000018", "9990000026", "999 000 0018", "9990000019",
                    "999000001",  "9999999999", "abc"};
const Texts kWords = {"2022-03-01T10:00", "abc", "ab1", "AB12", "x", "ab", "A1"};

class Maker {
 public:
  Maker(std::uint64_t seed, std::size_t rows, bool plain = false)
      : r_(seed), rows_(rows), plain_(plain) {}
  Program make();
  std::vector<std::string> filled(std::vector<std::string> cells);
  std::vector<std::vector<std::string>> filled_notes(std::vector<std::vector<std::string>> rows);

 private:
  Random r_;
  std::size_t rows_;
  bool plain_;
  std::vector<Column> columns_;
  std::string dated_ = "at", rules_as_at_;
  bool in_outcome_ = false;  // inside one of the four tests of an indicator
  bool unknown_is_no_ = false;
  bool has_notes_ = false, notes_covered_ = false;  // a second record type
  bool has_layers_ = false;                         // specifications
  std::vector<Judged> judged_;                      // standards that they can name
  Account account_;
  std::string share_;  // an indicator that says `met when`
  std::string notes_;  // as it is declared
  Texts conditions_, derived_times_, derived_numbers_, rules_;

  void choose_columns();
  Texts of(Sort s) const;
  bool any_open() const;
  std::string any(Sort s) { return r_.pick(of(s)); }
  std::string days_long() {
    return r_.one_in(5) ? "spell" : r_.pick(r_.one_in(3) ? kMonthsLong : kDaysLong);
  }
  std::string elapsed() { return r_.one_in(5) ? "limit" : r_.pick(kElapsed); }
  // On no day on which the clocks skip an hour: such a literal is refused.
  std::string zoned_literal() {
    return r_.pick(Texts{"2022-03-01", "2022-03-26", "2022-03-28", "2022-03-31", "2022-06-30",
                         "2022-10-30"}) +
           "T" + r_.pick(Texts{"00:00", "03:30", "10:00", "11:00", "23:59:59"});
  }
  std::string boolean(int depth);
  std::string atom();
  std::string time_atom();
  std::string date_atom();
  std::string calendar_atom();
  std::string text_atom();
  std::string number_atom();
  std::string code_atom();
  std::string state_atom();
  std::string across_atom();
  std::string note_test(int depth);
  std::string note_record();
  Table note_table();
  std::vector<std::string> note_row(std::size_t i, bool odd);
  std::string zoned();
  std::string number(int depth);
  std::string compare() {
    return r_.pick(
        Texts{"is at most", "is at least", "is less than", "is more than", "is", "is not"});
  }
  std::string order() {
    return r_.pick(Texts{"is before", "is after", "is on or before", "is on or after"});
  }
  std::string declarations();
  std::string met(bool counted);
  std::string answered();
  std::string rule(std::size_t i);
  std::string indicator(std::size_t i, bool& percentile, bool& counted, bool& totals);
  std::string standard(std::size_t i, bool percentile, bool counted, const std::string& value);
  std::string judge(Judged judged, const std::string& text);
  std::string combined();
  std::string requirements();
  std::string group();
  std::string comparison(std::size_t i, bool counted);
  std::string cell(const Column& c);
  std::vector<std::string> row(std::size_t i);
};

Texts Maker::of(Sort s) const {
  Texts names;
  for (const Column& c : columns_) {
    if (c.sort == s) names.push_back(c.name);
  }
  return names;
}

bool Maker::any_open() const {
  for (const Column& c : columns_) {
    if (c.open) return true;
  }
  return false;
}

void Maker::choose_columns() {
  unknown_is_no_ = !plain_ && r_.one_in(12);
  const auto blank = [&](Sort s) -> Column {
    Column c;
    c.sort = s;
    switch (unknown_is_no_ ? 1 + r_.below(4) : r_.below(5)) {
      case 0:
        c.option = ", blank means not by the cut-off";
        c.open = true;
        break;
      case 1:
        c.option = ", blank means it did not happen";
        break;
      case 2:
        c.option = ", blank means unknown";
        break;
      default:
        c.option = ", required";
        break;
    }
    return c;
  };
  const auto add = [&](std::string name, std::string type, Column c) {
    c.name = std::move(name);
    c.type = std::move(type);
    columns_.push_back(c);
  };
  const auto plain = [](Sort s, std::string option = "") {
    Column c;
    c.sort = s;
    c.option = std::move(option);
    return c;
  };
  const std::string zone = "date and time in \"Europe/London\"";
  add("at", zone, plain(Sort::zoned, ", required"));
  add("seen", zone, blank(Sort::zoned));
  add("left", zone, blank(Sort::zoned));
  add("day", "date", plain(Sort::date, ", required"));
  add("due", "date", blank(Sort::date));
  add("noted", "date and time as written", plain(Sort::written, ", required"));
  add("sent", "date and time as written", blank(Sort::written));
  add("shut", "yes or no", plain(Sort::yes_no, ", blank means unknown"));
  add("urgent", "yes or no",
      plain(Sort::yes_no, ", blank means no because \"ticked only when so\""));
  add("kind", "code in KIND", plain(Sort::code, ", required"));
  add("grade", "code in GRADE", plain(Sort::ordered_code, ", blank means unknown"));
  add("score", "number", plain(Sort::number, ", blank means unknown"));
  add("level", "whole number from 0 to 20", plain(Sort::whole, ", required"));
  add("seats", "count", plain(Sort::count, ", blank means unknown, \"*\" means from 1 to 7"));
  add("used", "count", plain(Sort::count, ", blank means unknown"));
  add("word", "text", plain(Sort::text, ", blank means unknown"));
  add("nhs", "text", plain(Sort::nhs, ", personal, blank means unknown"));
  dated_ = r_.pick(Texts{"at", "day", "noted"});
  if (r_.one_in(4)) rules_as_at_ = r_.pick(Texts{"at", "day", "noted", "due"});
}

std::string Maker::zoned() {
  switch (r_.below(6)) {
    case 0:
      return zoned_literal();
    case 1:
      return "(" + any(Sort::zoned) + " + " + elapsed() + ")";
    case 2:
      if (!in_outcome_ && !plain_ && r_.one_in(4))
        return "(" + any(Sort::zoned) + " or else " + any(Sort::zoned) + " because \"agreed\")";
      return derived_times_.empty() ? any(Sort::zoned) : r_.pick(derived_times_);
    default:
      return any(Sort::zoned);
  }
}

std::string Maker::time_atom() {
  const std::string x = any(Sort::zoned);
  switch (r_.below(12)) {
    case 9:
      return x + " is no earlier than " + elapsed() + r_.pick(Texts{" before ", " after "}) +
             zoned();
    case 10:
      return x + " is from " + zoned_literal() + " to below " + zoned();
    case 11:
      return x + " " + r_.pick(Texts{order(), "is on"}) + " " + any(Sort::date) +
             r_.pick(Texts{" by day", " exactly"});
    case 0:
      return x + " " + order() + " " + zoned();
    case 1:
      return x + " is from " + zoned_literal() + " to " + zoned();
    case 2:
      return x + " is no later than " + elapsed() + " after " + zoned();
    case 3:
      return "(time from " + x + " to " + any(Sort::zoned) + ") " +
             r_.pick(Texts{"is at most", "is less than"}) + " " + elapsed();
    case 4:
      return x + " is within " + elapsed() + " before " + zoned() + (r_.one_in(4) ? " signed" : "");
    case 5: {
      const std::string w = any(Sort::written);
      return r_.one_in(2) ? w + " is within " + elapsed() + " after " + any(Sort::written)
                          : w + " " + order() + " noted";
    }
    case 6:
      return x + " is within " + days_long() + (r_.one_in(4) ? " before " : " after ") + zoned();
    default:
      return x + " is within " + elapsed() + " after " + zoned() + (r_.one_in(5) ? " signed" : "");
  }
}

std::string Maker::date_atom() {
  const std::string d = any(Sort::date);
  switch (r_.below(12)) {
    case 10:
      return d + " is from " + r_.pick(kDays) + " to below " + any(Sort::date);
    case 11:
      return d + " is not within " + days_long() + " after " + any(Sort::date);
    case 0:
      return d + " " + order() + " " + r_.pick(kDays);
    case 1:
      return d + " is within " + days_long() + (r_.one_in(4) ? " before " : " after ") +
             any(Sort::date);
    case 2:
      return "(calendar days from " + d + " to " + any(Sort::date) + ") " + compare() + " " +
             r_.pick(Texts{"0", "1", "30"});
    case 3:
      return "(working days from " + d + " to " + any(Sort::date) + ") is at most " +
             r_.pick(Texts{"0", "1", "3"});
    case 4:
      return "(whole months from " + d + " to " + any(Sort::date) +
             (r_.one_in(2) ? " by day of the month" : "") + ") is at least 1";
    case 5:
    case 6:
      return calendar_atom();
    case 7:
      return "(date of " + any(Sort::zoned) + ") " + order() + " " + d;
    case 8:
      return "(" + d + " + " + r_.pick(kDaysLong) + ") " + order() + " " + any(Sort::date);
    default:
      if (r_.one_in(3))
        return "(" + d + " - " + any(Sort::date) + ") " +
               r_.pick(Texts{"is at most", "is more than"}) + " " + days_long();
      return d + " " + order() + " " + any(Sort::date);
  }
}

// What a calendar or a clock says of a day or a time.
std::string Maker::calendar_atom() {
  const std::string d = any(r_.one_in(2)   ? Sort::date
                            : r_.one_in(2) ? Sort::zoned
                                           : Sort::written),
                    t = any(r_.one_in(2) ? Sort::zoned : Sort::written);
  switch (r_.below(16)) {
    case 0:
      return "(year of " + d + ") " + compare() + " 2022";
    case 1:
      return "(month of " + d + ") " + compare() + " " + r_.pick(Texts{"2", "3", "6"});
    case 2:
      return "(day of " + d + ") " + compare() + " " + r_.pick(Texts{"1", "27", "31"});
    case 3:
      return "(weekday of " + d + ") " + compare() + " " + r_.pick(Texts{"1", "5", "7"});
    case 4:
      return "(day of the year of " + d + ") " + compare() + " " + r_.pick(Texts{"1", "59", "90"});
    case 5:
      return "(hour of " + t + ") " + compare() + " " + r_.pick(Texts{"0", "10", "23"});
    case 6:
      return "(minute of " + t + ") " + compare() + " " + r_.pick(Texts{"0", "30", "59"});
    case 7:
      return "(second of " + t + ") " + compare() + " " + r_.pick(Texts{"0", "1", "59"});
    case 8:
      return "(financial year of " + d + ") is \"2021/22\"";
    case 9:
      return "(financial quarter of " + d + ") " + compare() + " " + r_.pick(Texts{"1", "4"});
    case 10:
      return "(financial month of " + d + ") " + compare() + " " + r_.pick(Texts{"1", "12"});
    case 11:
      return "(ISO week of " + d + ") " + compare() + " " + r_.pick(Texts{"13", "26"});
    case 12:
      return "(ISO year of " + d + ") " + compare() + " 2022";
    case 13:
      return "(" + r_.pick(Texts{"0", "1", "3"}) + " working days after " + any(Sort::date) + ") " +
             order() + " " + any(Sort::date);
    case 14:
      return "(whole years from " + any(Sort::date) + " to " + any(Sort::date) + ") is at least " +
             r_.pick(Texts{"0", "1", "2"});
    default:
      return "(age of " + any(Sort::date) + " on " + any(Sort::date) +
             (r_.one_in(2) ? " with birthdays on 28 February" : "") + ") is at least " +
             r_.pick(Texts{"0", "1", "2"});
  }
}

std::string Maker::text_atom() {
  switch (r_.below(9)) {
    case 5:
      return "((word without " + r_.pick(Texts{"\"a\"", "\"bc\"", "\"2\""}) +
             ") followed by \"x\") " + r_.pick(Texts{"is", "is not"}) + " " +
             r_.pick(Texts{"\"x\"", "\"abcx\"", "word"});
    case 6:
      return "(characters from " + r_.pick(Texts{"0", "1", "2", "level"}) + " to " +
             r_.pick(Texts{"1", "3", any(Sort::whole)}) + " in word) is " +
             r_.pick(Texts{"\"a\"", "\"x\"", "word"});
    case 7:
      return "(reverse of (word as capitals)) is " + r_.pick(Texts{"\"CBA\"", "\"X\"", "word"});
    case 8:
      return r_.one_in(2)
                 ? "(word as time written \"YYYY-MM-DDTHH:mm\") is after 2022-03-01T09:00"
                 : "(word as date written \"YYYY-MM-DD\") " + order() + " " + r_.pick(kDays);
    case 0:
      return "(length of word) " + compare() + " " + r_.pick(Texts{"1", "2", "3"});
    case 1:
      return "(word as number) " + compare() + " " + r_.pick(kNumbers);
    case 2:
      return "(word as date) " + order() + " " + r_.pick(kDays);
    case 3:
      return "(" + any(Sort::whole) + " as text) is " + r_.pick(Texts{"\"7\"", "\"20\"", "word"});
    default:
      return "word " + r_.pick(Texts{"is", "is not"}) + " " +
             r_.pick(Texts{"\"x\"", "\"abc\"", "nhs"});
  }
}

std::string Maker::number(int depth) {
  switch (r_.below(depth > 0 ? 13 : 4)) {
    case 9:
      return "(-" + number(depth - 1) + ")";
    case 10:
      return "(" + r_.pick(Texts{"remainder of ", "whole part of "}) + number(depth - 1) +
             " divided by " + r_.pick(Texts{"2", "0.3", "-1", "level", "score"}) + ")";
    case 11:
      return "(" + r_.pick(Texts{any(Sort::whole), any(Sort::number)}) + " to the power " +
             r_.pick(Texts{"0", "1", "2", "3"}) + ")";
    case 12:
      if (in_outcome_ || plain_) return any(Sort::number);  // `or else` is refused there
      return "(" + any(r_.one_in(2) ? Sort::number : Sort::count) + " or else " +
             r_.pick(Texts{"1", "level"}) + " because \"agreed\")";
    case 0:
      return r_.pick(kNumbers);
    case 1:
      return any(Sort::number);
    case 2:
      return any(Sort::whole);
    case 3:
      return any(Sort::count);
    case 4:
      return "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
    case 5:
      return "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
    case 6:
      return "(" + number(depth - 1) + " * " + r_.pick(kNumbers) + ")";
    case 7:
      return "(" + number(depth - 1) + " / " + r_.pick(Texts{"2", "4", "level", "0"}) + ")";
    default:
      return derived_numbers_.empty() ? any(Sort::whole) : r_.pick(derived_numbers_);
  }
}

std::string Maker::number_atom() {
  switch (r_.below(8)) {
    case 0:
      return number(1) + " is from 1 to " + r_.pick(Texts{"2", "20", "2.5"});
    case 1:
      return any(Sort::whole) + " in (0, 7, 20)";
    case 2:
      return "(absolute of " + number(1) + ") " + compare() + " " + r_.pick(kNumbers);
    case 3:
      return "(" + r_.pick(Texts{"floor of ", "ceiling of ", "truncated "}) + number(1) + ") " +
             compare() + " " + r_.pick(kNumbers);
    case 4:
      return "(" + number(1) + " rounded to " + r_.pick(Texts{"0", "1"}) + " decimal places" +
             r_.pick(Texts{"", " half even", " half down", " up", " down"}) + ") " + compare() +
             " " + r_.pick(kNumbers);
    case 5:
      return "(choose when " + atom() + " then " + any(Sort::whole) + "; otherwise " +
             r_.pick(Texts{"1", "7"}) + " end) " + compare() + " " + r_.pick(kNumbers);
    default:
      return number(1) + " " + compare() + " " + number(0);
  }
}

std::string Maker::code_atom() {
  switch (r_.below(6)) {
    case 5:
      return "kind in KIND";
    case 0:
      return "kind is " + r_.pick(kCodes);
    case 1:
      return "kind in (" + r_.pick(kCodes) + ", " + r_.pick(kCodes) + ")";
    case 2:
      return "kind is not in (" + r_.pick(kCodes) + ")";
    case 3:
      return "grade " + r_.pick(Texts{"is at least", "is at most", "is"}) + " " + r_.pick(kGrades);
    default:
      return "word matches (2 letters, optional 1 digit)";
  }
}

// Two-valued words: about the cell, not the value.
std::string Maker::state_atom() {
  if (plain_) return code_atom();
  Texts closed;
  for (const Column& c : columns_) {
    if (!c.open || !in_outcome_) closed.push_back(c.name);
  }
  const std::string f = r_.pick(closed);
  switch (r_.below(10)) {
    case 0:
      return f + " is blank";
    case 1:
      return f + " is supplied";
    case 2:
      return f + " is well formed";
    case 3:
      return "kind is a listed code";
    case 4:
      return f + (r_.one_in(2) ? " is known" : " is unknown");
    case 5:
      return f + " is unknown because unreadable";
    case 6:
      return in_outcome_ && !rules_.empty() && !any_open()
                 ? r_.pick(rules_) + " " +
                       r_.pick(Texts{"passes", "fails", "is undecided", "does not apply"})
                 : f + " is not known";
    case 7:
      return in_outcome_ && any_open() ? f + " is unknown" : "surely (" + atom() + ")";
    default:
      return r_.one_in(2) ? any(Sort::zoned) + " has happened" : "nhs is a valid NHS number";
  }
}

std::string Maker::atom() {
  if (has_notes_ && r_.one_in(4)) return across_atom();
  switch (r_.below(16)) {
    case 15:
      return visit_span_test(r_);
    case 13:
    case 14:
      return reuse_atom(r_);
    case 12:
      return calendar_atom();
    case 0:
    case 1:
      return r_.pick(of(Sort::yes_no));
    case 2:
      return "not " + r_.pick(of(Sort::yes_no));
    case 3:
    case 4:
      return code_atom();
    case 5:
    case 6:
      return number_atom();
    case 7:
      return r_.one_in(6) ? text_atom() : date_atom();
    case 8:
      if (in_outcome_ && !plain_ && !rules_.empty() && !any_open() && r_.one_in(4))
        return r_.pick(rules_) + " " +
               r_.pick(Texts{"passes", "fails", "is undecided", "does not apply"});
      return r_.one_in(2) && !conditions_.empty() ? r_.pick(conditions_) : state_atom();
    default:
      return time_atom();
  }
}

// A condition about a note, beside the visit that it is looked at from.
std::string Maker::note_test(int depth) {
  if (depth > 0 && r_.one_in(3)) {
    return "(" + note_test(depth - 1) + r_.pick(Texts{" and ", " or "}) + note_test(depth - 1) +
           ")";
  }
  switch (r_.below(plain_ ? 13 : 14)) {
    case 12:
      return note_span_test(r_);
    case 0:
      return "flag";
    case 1:
      return "not flag";
    case 2:
      return "rank " + compare() + " " + r_.pick(Texts{"0", "1", "2", "7"});
    case 3:
      return "filed " + order() + " " + r_.pick(kDays);
    case 4:
      return "made_at " + order() + " visit." + any(Sort::zoned);
    case 5:
      return "made_at is within " + elapsed() + " after visit.at";
    case 6:
      return "topic has " + r_.pick(Texts{"\"x\"", "\"y\""});
    case 7:
      return "topic has any of (\"x\", \"z\")";
    case 8:
      return "(flag or visit." + any(Sort::yes_no) + ")";
    case 9:
      return "rank " + compare() + " visit.level";
    case 10:
      return (plain_ ? "visit" : r_.pick(Texts{"visit", "whose"})) + ".kind is " +
             r_.pick(Texts{"A", "B", "C"});
    case 11:
      return r_.pick(Texts{"any", "no"}) +
             " other note as n with the same visit_id where (n.rank is at least note.rank)";
    default:
      return "made_at has happened";
  }
}

// What is read of the notes of a visit.
std::string Maker::across_atom() {
  if (r_.one_in(10))
    return r_.pick(Texts{"(first_note.rank is at least 2)", "(only_note.filed is after day)"});
  const std::string where = " where (" + note_test(2) + ")";
  const std::string numbers = compare() + " " + r_.pick(Texts{"0", "1", "2", "level"});
  if (r_.one_in(3)) {
    Around around{where, of(Sort::zoned), of(Sort::date)};
    around.edges.push_back(zoned_literal());
    return spread_test(r_, around);
  }
  switch (r_.below(plain_ ? 10 : 11)) {
    case 0:
    case 1:
      return "(any note" + where + ")";
    case 2:
    case 3:
      return "(no note" + where + ")";
    case 4:
      return "(every note" + where + " has (" + note_test(1) + "))";
    case 5:
      return "((number of note" + where + ") " + numbers + ")";
    case 6:
      return "((rank of " + r_.pick(Texts{"first", "last"}) + " note by " +
             r_.pick(Texts{"filed", "made_at", "rank", "filed and then by rank"}) + " among those" +
             where + ") " + numbers + ")";
    case 7:
      return "((sum of rank of note" + where + ") " + numbers + ")";
    case 8:
      return "((" + r_.pick(Texts{"lowest", "highest"}) + " rank of note" + where + ") " + numbers +
             ")";
    case 9:
      return "((made_at of " + r_.pick(Texts{"only note", "first note by filed"}) + " among those" +
             where + ") " + order() + " " + any(Sort::zoned) + ")";
    default:
      return r_.one_in(2) ? "(id is unique)" : "(flag of only note among those" + where + ")";
  }
}

std::string Maker::note_record() {
  std::string s = "record note \"A note\"\n";
  s += r_.one_in(3) ? "  keyed by position;\n" : "  key note_id;\n";
  s += "  link whose to visit by visit_id as id" +
       r_.pick(Texts{"", "", ", certain where weight is at least 5"}) + ";\n";
  if (r_.one_in(2)) s += "  dated by filed;\n";
  notes_covered_ = !r_.one_in(3);
  if (notes_covered_) s += "  covers every row, because \"agreed\";\n";
  s += "  note_id: text, required;\n  visit_id: text, required;\n";
  s += "  filed: date, required;\n  made_at: date and time in \"Europe/London\"" +
       r_.pick(unknown_is_no_ ? Texts{", blank means it did not happen", ", required"}
                              : Texts{", blank means not by the cut-off",
                                      ", blank means it did not happen", ", required"}) +
       ";\n  flag: yes or no" +
       r_.pick(Texts{", blank means unknown", ", blank means no because \"agreed\""}) +
       ";\n  rank: whole number from 0 to 20, required;\n  topic: texts separated by \";\"" +
       r_.pick(Texts{"", ", blank means none because \"agreed\""}) + ";\n" +
       note_spans(r_, unknown_is_no_) + "end\n";
  notes_ = s;
  return s;
}

Table Maker::note_table() {
  Table t{"note", {"note_id", "visit_id", "filed", "made_at", "flag", "rank", "topic"}, {}};
  for (std::string& c : note_span_columns()) t.columns.push_back(std::move(c));
  for (std::size_t i = 0; i < rows_ + rows_ / 2; ++i) {
    if (!plain_ && i > 0 && r_.one_in(30))
      t.rows.push_back(t.rows[r_.below(i)]);
    else
      t.rows.push_back(note_row(i, true));
  }
  return t;
}

std::vector<std::string> Maker::note_row(std::size_t i, bool with_odd) {
  const auto odd = [&](std::string cell) {
    return with_odd && r_.one_in(12) ? r_.pick(Texts{"", "?"}) : cell;
  };
  std::string id = std::to_string(!plain_ && r_.one_in(12) ? r_.below(i + 1) : i);
  std::string visit = with_odd && r_.one_in(rows_) ? "" : std::to_string(r_.below(rows_ + 5));
  std::string filed = odd(r_.pick(kDays));
  std::string made =
      odd(r_.pick(Texts{"2022-03-26", "2022-03-27", "2022-03-31", "2022-06-30", "2022-07-01"}) +
          "T" + r_.pick(Texts{"00:00", "10:00", "11:00", "23:30"}));
  std::string flag = odd(r_.pick(Texts{"yes", "no"}));
  std::string rank = odd(std::to_string(r_.below(9)));
  Texts cells{id, visit, filed, made, flag, rank, r_.pick(Texts{"x", "y", "x;y", "z; x", ""})};
  for (std::string& c : note_span_cells(r_, with_odd)) cells.push_back(std::move(c));
  return cells;
}

// What is not known of the notes, found out; an event that may still be open stays so.
std::vector<std::vector<std::string>> Maker::filled_notes(
    std::vector<std::vector<std::string>> rows) {
  const auto says = [&](const char* words) { return notes_.find(words) != std::string::npos; };
  const auto day = [&] { return r_.pick(Texts(kDays.begin(), kDays.begin() + 13)); };
  const auto is_gap = [](const std::string& cell, bool blank_too) {
    return cell == "?" || (cell.empty() && blank_too);
  };
  for (auto& row : rows) {
    if (row[1].empty()) row[1] = std::to_string(r_.below(rows_ + 5));
    if (is_gap(row[2], true)) row[2] = day();
    if (is_gap(row[3], says("made_at: date and time in \"Europe/London\", required")))
      row[3] = day() + "T" + r_.pick(Texts{"03:00", "10:00", "11:00", "23:30"});
    if (is_gap(row[4], says("flag: yes or no, blank means unknown")))
      row[4] = r_.pick(Texts{"yes", "no"});
    if (is_gap(row[5], true)) row[5] = std::to_string(r_.below(21));
    if (row[6].empty() && !says("blank means none")) row[6] = r_.pick(Texts{"x", "y", "z; x"});
    fill_note_spans(r_, notes_, row, 7);
  }
  if (!notes_covered_) {
    for (std::size_t i = r_.below(6); i > 0; --i) rows.push_back(note_row(10 * rows_ + i, false));
  }
  return rows;
}

std::string Maker::boolean(int depth) {
  if (depth == 0) return atom();
  switch (r_.below(9)) {
    case 0:
    case 1:
      return "(" + boolean(depth - 1) + " and " + boolean(depth - 1) + ")";
    case 2:
    case 3:
      return "(" + boolean(depth - 1) + " or " + boolean(depth - 1) + ")";
    case 4:
      return "not (" + boolean(depth - 1) + ")";
    case 5:
      return "(" + boolean(depth - 1) + (r_.one_in(2) ? " implies " : " xor ") +
             boolean(depth - 1) + ")";
    case 6:
      return "(choose when " + boolean(depth - 1) + " then " + boolean(depth - 1) + "; otherwise " +
             boolean(depth - 1) + " end)";
    default:
      return atom();
  }
}

std::string Maker::declarations() {
  std::string s = "module random.m version 1.0.0;\n";
  if (unknown_is_no_)
    s += "unknown counts as no in this module, because \"borrowed measures say so\";\n";
  s += "source DOC \"A document\", evidence derived;\n";
  s += "codes KIND \"Kinds\"\n  A \"First\";\n  B \"Second\", from 2022-04-01;\n  C \"Third\";\n  "
       "Z \"Not stated\", means not stated;\n  U \"Not known\", means not known;\nend\n";
  s += "codes GRADE \"Grades\" ordered\n  low \"Low\";\n  middle \"Middle\";\n  high "
       "\"High\";\nend\n";
  s += "record visit \"A visit\"\n";
  s += plain_ || r_.one_in(3) ? "  keyed by position;\n" : "  key id;\n";
  s += visit_spans() + "  id: text, required;\n  org: organisation, required;\n";
  for (const Column& c : columns_) s += "  " + c.name + ": " + c.type + c.option + ";\n";
  s += "end\n";
  if (has_notes_) {
    s += note_record();
    s += "row first_note of visit is first note by filed among those where (" + note_test(1) +
         ");\nrow only_note of visit is only note;\n";
  }
  if (r_.one_in(2)) {
    s += "parameter limit is " + r_.pick(kElapsed) + ", in force since 2020-01-01;\n";
  } else {
    s += "parameter limit \"A limit\"\n  is 60 minutes, from " +
         r_.pick(Texts{"2020-01-01", "2022-03-01"}) + ", until 2022-03-27;\n  is " +
         r_.pick(kElapsed) + ", from 2022-03-28;\nend\n";
  }
  if (r_.one_in(2)) {
    s += "parameter spell is " + r_.pick(r_.one_in(2) ? kMonthsLong : kDaysLong) +
         ", in force since 2020-01-01;\n";
  } else {
    s += "parameter spell \"A spell\"\n  is 1 day, from 2020-01-01, until 2022-03-27;\n  is " +
         r_.pick(Texts{"2 days", "1 week", "1 month"}) + ", from " +
         r_.pick(Texts{"2022-03-28", "2022-03-31"}) + ";\nend\n";
  }
  s += reuse_declarations(r_);
  if (has_layers_) s += local_parameters(r_, account_);
  s += "derived quiet_level of visit: number is level / 2;\n";
  if (r_.one_in(2)) {
    s += "derived ready of visit: date and time in \"Europe/London\" is " + any(Sort::zoned) +
         " + " + r_.pick(kElapsed) + ";\n";
    derived_times_.push_back("ready");
  }
  if (r_.one_in(2)) {
    s += "derived total of visit: number is level + used;\n";
    derived_numbers_.push_back("total");
  }
  if (r_.one_in(2)) {
    s += "condition quiet of visit means " + (r_.one_in(2) ? code_atom() : number_atom()) + ";\n";
    conditions_.push_back("quiet");
  }
  return s;
}

// What is met or counted; with specifications it gets harder as their parameters get tighter.
std::string Maker::met(bool counted) {
  const std::string test = boolean(2);
  if (!has_layers_ || r_.one_in(4)) return test;
  const std::string local = local_test(r_, has_notes_, any(Sort::zoned));
  return "(" + test + r_.pick(Texts{" and ", " or "}) + (counted ? "not (" : "(") + local + "))";
}

// Whether somebody answered is told by the record alone, and by no value that is tightened; it is
// asked of the cells.
std::string Maker::answered() {
  if (plain_ || has_notes_ || has_layers_) return {};
  return r_.pick(Texts{"", "", ", of those who answered", ", of everyone asked"});
}

std::string Maker::rule(std::size_t i) {
  const std::string name = "R" + std::to_string(i);
  std::string s = "rule " + name + " \"A rule\"\n  for each visit;\n";
  if (r_.one_in(2)) s += "  when: " + boolean(1) + ";\n";
  if (r_.one_in(3))
    s += "  decided when: " +
         (!plain_ && r_.one_in(2) ? any(Sort::zoned) + " is known" : boolean(1)) + ";\n";
  s += "  must: " +
       (!plain_ && r_.one_in(6)       ? "id is unique"
        : has_layers_ && r_.one_in(4) ? local_test(r_, has_notes_, any(Sort::zoned))
                                      : boolean(2)) +
       ";\n";
  if (!plain_ && r_.one_in(2))
    s += "  if broken: " + r_.pick(Texts{"seen", "kind", "shut", "level", "left", "at", "day"}) +
         " is doubtful;\n";
  rules_.push_back(name);
  return s + "end\n";
}

std::string Maker::indicator(std::size_t i, bool& percentile, bool& counted, bool& totals) {
  const std::string because = ", because \"the document says so\"";
  const std::size_t measure = plain_ ? 1 + r_.below(7) : r_.below(8);
  percentile = measure == 0;
  totals = measure == 1;
  counted = measure == 2;
  std::string s = "indicator I" + std::to_string(i) +
                  " \"An indicator\"\n  cites DOC in our words \"as it says\";\n  for each " +
                  each_of(r_) + ";\n  dated by " + dated_ + ";\n";
  if (!rules_as_at_.empty()) s += "  rules as at " + rules_as_at_ + ";\n";
  in_outcome_ = true;
  if (r_.one_in(2)) s += "  only those where: " + boolean(1) + because + ";\n";
  if (r_.one_in(2)) s += "  leave out gone when: " + boolean(1) + because + ";\n";
  if (r_.one_in(4)) s += "  leave out other when: " + boolean(1) + because + ";\n";
  if (!plain_ && !unknown_is_no_ && r_.one_in(4))
    s += "  once for each " + r_.pick(Texts{"level", "kind, level", "level, quiet_level"}) +
         ", keeping the " +
         r_.pick(Texts{"earliest at", "latest day and then by id", "earliest seen and then by id",
                       "latest used"}) +
         ";\n";
  if (percentile) {
    // One that is chosen has ends, whatever is not known: so has the figure made of it.
    const std::string chosen = "(choose when shut then 2; when urgent then 7; otherwise 0 end)";
    const std::string value = r_.one_in(4)   ? "time from at to seen"
                              : r_.one_in(3) ? number(1)
                                             : r_.pick(Texts{"level", chosen, chosen});
    s += "  value: " + value + ", " +
         r_.pick(Texts{"median by rank", "90th percentile by rank", "25th percentile by rank",
                       "sum", "mean", "mean"}) +
         ";\n";
  } else if (totals) {
    s += std::string("  from counts: ") + r_.pick(Texts{"used", "seats - used", "used", "level"}) +
         " out of " + r_.pick(Texts{"seats", "level", "seats + level"}) +
         (r_.one_in(2) ? " part of" : "") + ";\n";
  } else {
    if (r_.one_in(2)) s += "  excuse fair when: " + boolean(1) + because + ";\n";
    s += std::string(counted ? "  counted" : "  met") + " when: " + met(counted) + answered() +
         because + ";\n";
    if (r_.one_in(4)) s += "  show failures by late when: " + boolean(1) + ";\n";
  }
  in_outcome_ = false;
  if (counted || percentile) s += "  lower is better;\n";
  for (const Column& c : columns_)
    s += "  a blank " + c.name + " counts in the provider's favour because \"agreed\";\n";
  if (has_layers_) s += "  a blank org counts in the provider's favour because \"agreed\";\n";
  if (r_.one_in(4)) s += "  records not placed are listed apart" + because + ";\n";
  return s + "end\n";
}

std::string Maker::standard(std::size_t i, bool percentile, bool counted,
                            const std::string& value) {
  Judged judged;
  judged.name = "S" + std::to_string(i);
  std::string s = "standard " + judged.name + " \"A standard\"\n  judges I" + std::to_string(i);
  s += r_.pick(Texts{" per provider, per month", " per month", " per provider, per quarter",
                     " per provider", " per provider, per financial year",
                     " per provider, per month, per kind", " per month, per shut",
                     " per calendar year", " per provider, per quarter, per broad",
                     " per month, per band, per busy"});
  const bool whole = s.ends_with(" per provider");
  s += ";\n";
  if (!whole && r_.one_in(4))
    s += "  matures " + r_.pick(Texts{"1 day", "1 month", "3 months"}) + " after the period;\n";
  if (r_.one_in(2))
    s += "  in force since " + r_.pick(Texts{"2019-04-01", "2022-02-15", "2022-03-01"}) +
         r_.pick(Texts{"", "", " until 2022-03-31", " until 2022-06-29"}) + ";\n";
  if (percentile) {
    judged.target = "at most " + value;
  } else if (counted) {
    judged.target = r_.pick(Texts{"at most 5%", "at most 50%", "no case", "at most 0%",
                                  "at most 2 cases", "at most 0 cases", "at most 25 per 1000"});
  } else {
    judged.by_enough = has_layers_ && r_.one_in(4);
    judged.target = judged.by_enough
                        ? "at least enough"
                        : r_.pick(Texts{"at least 50%", "at least 95%", "at least 100%",
                                        "at least 66.6%", "every case"});
  }
  if (judged.target == "at least 95%" && r_.one_in(2)) {
    s += "  target at least 50%, until " +
         r_.pick(Texts{"2022-03-31;\n  target at least 95%, from 2022-04-01",
                       "2022-02-28;\n  target at least 95%, from 2022-04-01",
                       "2022-06-29;\n  target at least 95%, from 2022-06-30"}) +
         ";\n";
  } else {
    s += "  target " + judged.target + ";\n";
  }
  const bool case_target = judged.target == "every case" || judged.target == "no case" ||
                           judged.target.ends_with(" cases");
  if (!percentile && !counted && !case_target && r_.one_in(2)) {
    judged.has_tiers = true;
    s += "  tier good: at target;\n  tier middling: from 40% to below target;\n  tier poor: below "
         "40%;\n";
  }
  if (!case_target && r_.one_in(2))
    s += "  with fewer than " + r_.pick(Texts{"1", "2", "5"}) +
         " cases: say \"too few to judge\";\n";
  if (s.find("per provider, per month;") != std::string::npos && r_.one_in(3))
    s += "  expects one row for each provider, month" +
         r_.pick(Texts{"", " where shut", " where level is at least 2 and not urgent"}) + ";\n";
  if (s.find("per kind") != std::string::npos && r_.one_in(2))
    s += "  report every kind in (A, C);\n";
  return s + judge(std::move(judged), s);
}

// The end of a standard's block; who judges providers can be named in a specification.
std::string Maker::judge(Judged judged, const std::string& text) {
  const bool tightens = !judged.by_enough && !judged.target.ends_with(" case") &&
                        !judged.target.ends_with(" per 1000") && r_.one_in(2);
  if (!tightens) judged.target.clear();
  if (text.find(" per provider") != std::string::npos) judged_.push_back(std::move(judged));
  return tightens ? "  local versions may tighten the target;\nend\n" : "end\n";
}

// `of` as `with`, wherever it stands.
void put_instead(std::string& text, const std::string& of, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(of, at)) != std::string::npos; at += with.size())
    text.replace(at, of.size(), with);
}

// A condition for the group of a comparison: of fields that are never open.
std::string Maker::group() {
  const std::string one =
      r_.pick(Texts{"kind is A", "kind in (A, B)", "kind is C", "shut", "not urgent",
                    "grade is at least middle", "grade is low", "level is at most 7",
                    "level is more than 7", "seats is 3", "kind is B and shut"});
  return !plain_ && r_.one_in(4) ? "surely (" + one + ")" : one;
}

std::string Maker::comparison(std::size_t i, bool counted) {
  const std::string because = ", because \"the document says so\"";
  std::string s =
      "comparison G" + std::to_string(i) + " \"A comparison\"\n  compares I" + std::to_string(i);
  const std::size_t kind = r_.below(3);
  if (kind == 0) {
    s += r_.pick(Texts{" per provider, per month", " per provider", " per quarter",
                       " per provider, per financial year, per shut"}) +
         ";\n";
    s += "  group one where: " + group() + because + ";\n";
    s += "  against other where: " + group() + because + ";\n";
  } else if (kind == 1) {
    s += r_.pick(Texts{" per provider", "", " per provider, per kind"}) + ";\n  change from " +
         r_.pick(Texts{"2022-03 to 2022-06", "2021/22 to 2022/23", "2022 Q1 to 2022 Q2"}) + ";\n";
  } else {
    s += r_.pick(Texts{" per provider, per month", " per quarter",
                       " per provider, per financial year"}) +
         ";\n  change on the " + r_.pick(Texts{"year", "period"}) + " before;\n";
  }
  const std::string target =
      r_.one_in(2) ? "gap at most " + r_.pick(Texts{"0", "5", "10", "33.3", "50"}) + " points"
                   : std::string(kind == 0 ? "difference" : "change") +
                         (counted ? " at most " : " at least -") +
                         r_.pick(Texts{"1", "2", "25", "50"}) + " points";
  s += "  in force since 2019-04-01;\n  target " + target + ";\n";
  if (r_.one_in(2))
    s += "  with fewer than " + r_.pick(Texts{"1", "2", "3"}) +
         " cases on either side: say \"too few to compare\";\n";
  if (kind == 0) {
    for (const char* name : {"kind", "shut", "urgent", "grade", "level", "seats"})
      s += std::string("  a blank ") + name +
           " counts in the provider's favour because \"agreed\";\n";
  }
  return s + judge({"G" + std::to_string(i), target, false, false}, s);
}

// A figure that is made of others.
std::string Maker::combined() {
  const bool average = r_.one_in(2);
  const std::string s =
      std::string("indicator MADE \"A figure made of others\"\n  ") +
      (average ? "average of the monthly shares of " + share_
               : "ratio of " + share_ + " to " + share_) +
      ";\n  higher is better;\nend\nstandard SM \"A standard\"\n  judges MADE" +
      r_.pick(Texts{" per provider, per quarter", " per provider, per financial year"}) +
      ";\n  target at least " + r_.pick(average ? Texts{"50%", "95%"} : Texts{"1", "0.5"}) + ";\n";
  return s + judge({"SM", "", true, false}, s);
}

// What must be in place, judged at the cut-off.
std::string Maker::requirements() {
  std::string s;
  if (!plain_ && r_.one_in(2)) {
    s += statement_record(r_, unknown_is_no_);
    for (const char* name : {"Q1", "Q2"}) s += stated_requirement(r_, name);
  }
  if (r_.one_in(2)) {
    in_outcome_ = true;
    // It has no clause for blanks: what rests on one is not read.
    const bool was_plain = std::exchange(plain_, true);
    std::string computed = met(false);
    plain_ = was_plain;
    put_instead(computed, "urgent", "shut");
    put_instead(computed, "season", "points");
    s += "requirement QV \"A requirement of visits\"\n  cites DOC in our words \"as it says\";\n  "
         "for each " +
         each_of(r_) + ";\n  computed: " + computed + ", because \"the document says so\";\nend\n";
    in_outcome_ = false;
  }
  for (const char* name : {"Q1", "Q2", "QV"}) {
    if (s.find(std::string("requirement ") + name) != std::string::npos)
      judged_.push_back({name, "", false, false});
  }
  return s;
}

std::string Maker::cell(const Column& c) {
  const std::size_t state = r_.below(20);
  if (state < 3) return r_.one_in(4) ? "  " : "";
  if (state == 3)
    return r_.pick(Texts{"?", "1O:30", "2022-02-30", "999999999999999999999999", "N/A"});
  switch (c.sort) {
    case Sort::yes_no:
      return r_.pick(Texts{"yes", "no", "yes", "no", "Y", "TRUE", "maybe"});
    case Sort::code:
      return r_.pick(Texts{"A", "B", "C", "A", "B", "C", "Z", "U", "D"});
    case Sort::ordered_code:
      return r_.pick(kGrades);
    case Sort::number:
      return r_.one_in(8) ? "2.49999999999999999999999999999999" : r_.pick(kNumbers);
    case Sort::whole:
      return r_.pick(Texts{"0", "1", "2", "7", "19", "20", "21", "-1", "3"});
    case Sort::count:
      return r_.pick(Texts{"0", "1", "2", "3", "7", "10", "*", "2.5"});
    case Sort::zoned:
      return r_.one_in(25)   ? "2022-10-30T01:30"
             : r_.one_in(25) ? "2022-03-27T01:30"
                             : r_.pick(Texts{"2022-03-26", "2022-03-27", "2022-03-31", "2022-04-01",
                                             "2022-06-30"}) +
                                   "T" + r_.pick(kClocks);
    case Sort::date:
      return r_.one_in(10) ? r_.pick(Texts{"2022-03", "2022", "2022-06"}) : r_.pick(kDays);
    case Sort::written:
      return r_.pick(Texts{"2022-03-27", "2022-03-31", "2022-06-30"}) + "T" + r_.pick(kClocks);
    case Sort::text:
      return r_.pick(kWords);
    case Sort::nhs:
      return r_.pick(kNhs);
  }
  return {};
}

std::vector<std::string> Maker::row(std::size_t i) {
  std::vector<std::string> cells;
  cells.push_back(r_.one_in(40) ? "" : std::to_string(r_.one_in(12) ? r_.below(i + 1) : i));
  cells.push_back(r_.one_in(20) ? "" : r_.pick(kOrganisations));
  for (const Column& c : columns_) cells.push_back(cell(c));
  return cells;
}

// What each cell that is not known could have said. An event that may still be open stays so.
std::vector<std::string> Maker::filled(std::vector<std::string> cells) {
  static const Texts kUnreadable = {"?", "1O:30", "2022-02-30", "N/A"};
  static const std::string kWide = "999999999999999999999999";
  const auto one_of = [](const Texts& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  const auto two_digits = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const auto day = [&] {
    return r_.one_in(2)
               ? r_.pick(Texts(kDays.begin(), kDays.begin() + 13))  // up to the cut-off
               : "2022-" + two_digits(1 + r_.below(6)) + "-" + two_digits(1 + r_.below(28));
  };
  const auto skipped = [](const std::string& text) { return text.starts_with("2022-03-27T01"); };
  const auto time = [&](bool zoned) {
    std::string text;
    do {
      text = day() + "T" + r_.pick(kClocks);
    } while (zoned && skipped(text));
    return text;
  };
  if (cells[1].empty()) cells[1] = r_.pick(kOrganisations);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& c = columns_[i];
    std::string& cell = cells[i + 2];
    const bool blank = cell.find_first_not_of(' ') == std::string::npos;
    const bool means_unknown = c.option.starts_with(", required") ||
                               c.option.find("blank means unknown") != std::string::npos;
    const bool is_event = c.option.starts_with(", blank means not by") ||
                          c.option.starts_with(", blank means it did");
    const bool unreadable = one_of(kUnreadable, cell) ||
                            (cell == kWide && c.sort != Sort::number && c.sort != Sort::count);
    bool open = blank ? means_unknown : unreadable;
    switch (c.sort) {
      case Sort::yes_no:
        if (open || cell == "maybe") cell = r_.pick(Texts{"yes", "no"});
        break;
      case Sort::code:
        if (open || one_of({"Z", "U", "D"}, cell)) cell = r_.pick(kCodes);
        break;
      case Sort::ordered_code:
        if (open) cell = r_.pick(kGrades);
        break;
      case Sort::number:
        if (open) cell = r_.pick(kNumbers);
        break;
      case Sort::whole:
        if (open || one_of({"21", "-1", "2.5"}, cell)) cell = std::to_string(r_.below(21));
        break;
      case Sort::count:
        if (cell == "*" && c.option.find('*') != std::string::npos)
          cell = std::to_string(1 + r_.below(7));
        if (open || one_of({"2.5", "*"}, cell)) cell = std::to_string(r_.below(12));
        break;
      case Sort::zoned:
        if (open || skipped(cell)) cell = time(true);
        break;
      case Sort::written:
        if (open) cell = time(false);
        break;
      case Sort::date:
        if (open)
          cell = day();
        else if (cell.size() == 7 && !(is_event && cell > "2022-06"))
          cell += "-" + two_digits(1 + r_.below(28));
        else if (cell.size() == 4)
          cell += "-" + two_digits(1 + r_.below(is_event ? 6 : 12)) + "-" +
                  two_digits(1 + r_.below(28));
        break;
      case Sort::text:
        if (blank) cell = r_.pick(kWords);
        break;
      case Sort::nhs:
        if (blank) cell = r_.pick(kNhs);
        break;
    }
  }
  return cells;
}

// The same of the same records, where only the figure made of them is another.
std::string at_another_rank(std::string text) {
  put_instead(text, "90th percentile by rank", "75th percentile by rank");
  put_instead(text, "median by rank", "90th percentile by rank");
  put_instead(text, "indicator I", "indicator OTHER_I");
  put_instead(text, "judges I", "judges OTHER_I");
  put_instead(text, "standard S", "standard OTHER_S");
  return text;
}

// The first target of a standard, without its dates.
std::string judged_by(const std::string& standard) {
  const std::size_t from = standard.find("  target ") + 9;
  return standard.substr(from, standard.find(';', from) - from);
}

Program Maker::make() {
  choose_columns();
  has_notes_ = r_.one_in(3);
  has_layers_ = r_.one_in(3);
  Program p;
  p.rules = declarations();
  const std::size_t rules = 1 + r_.below(3), indicators = 1 + r_.below(2);
  for (std::size_t i = 1; i <= rules; ++i) p.rules += rule(i);
  bool windows = false;
  std::size_t fit = 0, apart = 0;  // indicators that `judges A and B` takes
  if (has_notes_ && !plain_) {
    p.rules += "rule N1 \"A rule of notes\"\n  for each note;\n  must: " +
               r_.pick(Texts{"rank is at most whose.level", "whose.at is before made_at",
                             "whose.urgent or flag", "any other note with the same visit_id",
                             "stay is inside whose.there", "open overlaps whose.term"}) +
               ";\n" + (r_.one_in(2) ? "  if broken: rank is doubtful;\n" : "") + "end\n";
  }
  if (has_notes_ && !plain_ && r_.one_in(2)) p.rules += group_rules(r_);
  for (std::size_t i = 1; i <= indicators; ++i) {
    bool percentile = false, counted = false, totals = false;
    const std::string text = indicator(i, percentile, counted, totals);
    const bool elapsed = text.find("value: time from at to seen,") != std::string::npos;
    const std::string judged = standard(i, percentile, counted, elapsed ? "60 minutes" : "7");
    p.rules += text + judged;
    if (i == 1 && !plain_ && r_.one_in(3)) {
      windows = true;
      const std::string target = judged_by(judged), over = window_standards(r_, target);
      if (over.find(" per provider, per rolling") != std::string::npos)
        judged_.push_back({"W1", "", false, target.find("enough") != std::string::npos});
      p.rules += over;
    }
    if (percentile && r_.one_in(2)) {
      p.rules += at_another_rank(text) + at_another_rank(judged);
      const std::string name = "S" + std::to_string(i);
      if (!judged_.empty() && judged_.back().name == name) {
        judged_.push_back(judged_.back());
        judged_.back().name = "OTHER_" + name;
      }
    }
    if (!percentile && r_.one_in(2)) p.rules += comparison(i, counted);
    if (!percentile && !counted && !totals) ++fit, share_ = "I" + std::to_string(i);
    if (text.find("listed apart") != std::string::npos) ++apart;
  }
  if (fit > 0 && r_.one_in(2)) p.rules += combined();
  if (fit == 2 && apart != 1) {
    const std::string target = r_.pick(Texts{"at least 50%", "every case"});
    const std::string both =
        "standard BOTH \"Both\"\n  judges I1 and I2 per provider, per month;\n  target " + target +
        ";\n";
    p.rules += both + judge({"BOTH", target, false, false}, both);
  }
  if (has_layers_) {
    p.rules += requirements();
    if (!judged_.empty()) p.rules += specifications(r_, judged_, account_);
    p.account = std::move(account_);
  }
  p.visits = {"visit", {"id", "org"}, {}};
  for (const Column& c : columns_) p.visits.columns.push_back(c.name);
  for (std::size_t i = 0; i < rows_; ++i) {
    // An exact copy now and then, so that copies as well as clashes of a key occur.
    if (!plain_ && i > 0 && r_.one_in(30))
      p.visits.rows.push_back(p.visits.rows[r_.below(i)]);
    else
      p.visits.rows.push_back(row(i));
  }
  if (has_notes_) p.notes = note_table();
  if (p.rules.find("record statement") != std::string::npos)
    p.statements = statements(r_, rows_ / 2 + 1);
  if (windows) spread_over_two_years(r_, p.visits.rows);
  return p;
}

}  // namespace

Program make_program(std::uint64_t seed, std::size_t rows) { return Maker(seed, rows).make(); }

Refined make_refined(std::uint64_t seed, std::size_t rows, std::size_t each) {
  Maker maker(seed, rows, true);
  Refined out;
  out.program = maker.make();
  for (const auto& row : out.program.visits.rows) {
    for (std::size_t i = 0; i < each; ++i) out.fillings.push_back(maker.filled(row));
  }
  for (std::size_t i = 0; i < each && !out.program.notes.columns.empty(); ++i)
    out.note_fillings.push_back(maker.filled_notes(out.program.notes.rows));
  return out;
}

}  // namespace assize::differential
