#include "adapters/cli/sample_rows.h"

#include <algorithm>
#include <optional>
#include <set>

#include "dsl/base/nhs_number.h"
#include "dsl/wording/condition.h"
#include "dsl/wording/values.h"

namespace assize::cli {

namespace {

using model::Expr;
using model::ExprId;
using model::Function;
using model::Index;
using model::Kind;
using model::kNone;
using model::Op;

// SplitMix64 of Steele, Lea and Flood (2014): small, and the same on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n));
  }

 private:
  std::uint64_t state_;
};

std::string nhs_number(std::uint64_t n) {
  for (std::uint64_t k = n % 1'000'000;; k = (k + 1) % 1'000'000) {
    std::string text = std::to_string(999'000'000 + k);
    for (char check = '0'; check <= '9'; ++check) {
      if (is_valid_nhs_number(text + check)) return text + check;
    }
  }
}

bool is_time(Kind k) { return k == Kind::date_time || k == Kind::wall_time; }

class Rows {
 public:
  Rows(const model::Ruleset& ruleset, Index record, std::uint64_t seed)
      : r_(ruleset), record_(record), type_(ruleset.records[record]), random_(seed) {
    choose_day();
  }

  Sample run(std::size_t wanted) {
    for (const ExprId id : expressions()) compare(id);
    for (Index f = 0; f < type_.fields.size(); ++f) field(f);
    dates();
    copies();
    Sample out;
    out.edges = edges_.size();
    out.as_at = base_ + 60;
    constexpr std::size_t kOrdinary = 10;
    if (wanted == 0) wanted = edges_.size() + kOrdinary;
    out.rows = std::move(edges_);
    if (out.rows.size() > wanted) out.rows.resize(wanted);
    while (out.rows.size() < wanted) out.rows.push_back({with_gaps(ordinary()), ""});
    return out;
  }

 private:
  using Cells = std::vector<std::string>;

  // A day on which everything of the ruleset is in force, if there is one: of what is dated, some
  // weeks after the last beginning.
  void choose_day() {
    base_ = *day_of(2024, 3, 6);
    std::vector<const model::Validity*> all;
    for (const model::Standard& s : r_.standards) {
      if (r_.indicators[s.indicator].record == record_) all.push_back(&s.in_force);
    }
    for (const model::Parameter& p : r_.parameters) {
      if (!p.values.empty()) all.push_back(&p.values.back().valid);
    }
    const auto holds = [&](Day d) {
      return std::all_of(all.begin(), all.end(), [&](const auto* v) { return v->holds(d); });
    };
    if (holds(base_)) return;
    for (const auto* v : all) {
      if (v->from && holds(*v->from + 30)) {
        base_ = *v->from + 30;
        return;
      }
    }
  }

  // --- a row that nothing is special about ---

  Cells ordinary() {
    ++serial_;
    Cells cells;
    // Events follow one another in the order of the fields, each some minutes after the last.
    Millis clock = (static_cast<Millis>(base_) + random_.below(20)) * kDayMillis +
                   (8 * 60 + random_.below(9 * 60)) * kMinute;
    for (Index f = 0; f < type_.fields.size(); ++f) {
      const model::Field& field = type_.fields[f];
      if (is_time(field.type.kind)) clock += random_.below(50) * kMinute;
      cells.push_back(value(field, f, clock));
    }
    keep_parts(cells);
    return cells;
  }

  // A part is not greater than its whole.
  void keep_parts(Cells& cells) const {
    for (const auto& [part, whole] : parts_) {
      const auto n = Decimal::parse(cells[part]), d = Decimal::parse(cells[whole]);
      if (n && d && *d < *n) std::swap(cells[part], cells[whole]);
    }
  }

  // Some of what may be blank is.
  Cells with_gaps(Cells cells) {
    for (Index f = 0; f < type_.fields.size(); ++f) {
      if (!type_.fields[f].required && !is_key(f) && random_.below(6) == 0) cells[f].clear();
    }
    return cells;
  }

  bool is_key(Index f) const {
    return std::find(type_.key.begin(), type_.key.end(), f) != type_.key.end();
  }

  std::string value(const model::Field& field, Index f, Millis clock) {
    switch (field.type.kind) {
      case Kind::yes_no:
        return random_.below(4) == 0 ? "no" : "yes";
      case Kind::number: {
        const std::int64_t low = field.low ? floor_of(*field.low) + 1 : 0;
        const std::int64_t high = field.high ? floor_of(*field.high) : low + 40;
        const std::int64_t n = is_key(f) ? static_cast<std::int64_t>(serial_)
                                         : low + (high > low ? random_.below(high - low) : 0);
        return std::to_string(n);
      }
      case Kind::text:
        return text(field, f);
      case Kind::code: {
        const auto& codes = r_.code_lists[field.type.list].codes;
        return codes[static_cast<std::size_t>(
                         random_.below(static_cast<std::int64_t>(codes.size())))]
            .text;
      }
      case Kind::date:
        if (is_key(f)) return date_text(base_ + static_cast<Day>(serial_));
        // A day long ago where the field is of a person: of birth, most likely.
        if (field.personal)
          return date_text(base_ - static_cast<Day>(365 * (20 + random_.below(50))));
        return date_text(static_cast<Day>(clock / kDayMillis) + static_cast<Day>(random_.below(3)));
      case Kind::date_time:
      case Kind::wall_time:
        return wall_text(clock);
      default:
        return "";
    }
  }

  static std::int64_t floor_of(const Decimal& d) {
    const auto whole = round(d, 0, Rounding::floor);
    return whole ? whole->as_int64().value_or(0) : 0;
  }

  std::string text(const model::Field& field, Index f) {
    if (is_nhs(field)) return nhs_number(random_.next());
    if (field.is_organisation) {
      const bool alone = type_.key.size() == 1 && is_key(f);
      return "P" + std::to_string(alone ? serial_ : 1 + serial_ % 3);
    }
    if (is_key(f)) return "S" + padded(serial_);
    return field.personal ? "T" + padded(serial_) : "sample";
  }

  static std::string padded(std::uint64_t n) {
    const std::string digits = std::to_string(n);
    return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
  }

  bool is_nhs(const model::Field& field) const {
    if (field.name.find("nhs_n") != std::string::npos) return true;
    const auto f = static_cast<Index>(&field - type_.fields.data());
    return nhs_.contains(f);
  }

  // --- edges ---

  void add(Cells cells, std::string what) { edges_.push_back({std::move(cells), std::move(what)}); }

  void put(Index f, const std::string& cell, const std::string& what) {
    Cells cells = ordinary();
    cells[f] = cell;
    add(std::move(cells), what);
  }

  std::string name(Index f) const { return wording::name_in_words(type_.fields[f].name); }

  std::vector<ExprId> expressions() {
    std::set<ExprId> seen;
    std::vector<ExprId> open;
    const auto root = [&](Index of, ExprId id) {
      if (of == record_ && id != model::kNoExpr) open.push_back(id);
    };
    for (const model::Rule& rule : r_.rules) {
      for (const ExprId id : {rule.when, rule.decided_when, rule.must}) root(rule.record, id);
    }
    for (const model::Definition& d : r_.definitions) root(d.record, d.expr);
    for (const model::Indicator& i : r_.indicators) {
      for (const ExprId id : {i.population, i.met, i.value, i.numerator, i.denominator})
        root(i.record, id);
      for (const auto* clauses : {&i.left_out, &i.excused, &i.failures}) {
        for (const model::Clause& c : *clauses) root(i.record, c.condition);
      }
      if (i.record != record_) continue;
      dated_.insert(field_of(i.dated_by));
      if (i.measure == model::Measure::totals) part_of(i);
    }
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      const Expr& e = r_.expr(id);
      if (e.op == Op::call && e.function == Function::valid_nhs_number && !e.args.empty())
        nhs_.insert(field_of(e.args[0]));
      open.insert(open.end(), e.args.begin(), e.args.end());
    }
    return {seen.begin(), seen.end()};
  }

  std::set<Index> fields_below(ExprId root) const {
    std::set<Index> out;
    std::vector<ExprId> open = {root};
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (field_of(id) != kNone) out.insert(field_of(id));
      open.insert(open.end(), r_.expr(id).args.begin(), r_.expr(id).args.end());
    }
    return out;
  }

  void part_of(const model::Indicator& i) {
    const std::set<Index> wholes = fields_below(i.denominator);
    for (const Index part : fields_below(i.numerator)) {
      if (!wholes.empty() && !wholes.contains(part)) parts_.emplace_back(part, *wholes.begin());
    }
  }

  Index field_of(ExprId id) const {
    if (id == model::kNoExpr) return kNone;
    while (r_.expr(id).op == Op::named) id = r_.expr(id).args[0];
    const Expr& e = r_.expr(id);
    const bool known = e.op == Op::field && e.index < type_.fields.size() &&
                       type_.fields[e.index].type.kind == e.type.kind;
    return known ? e.index : kNone;
  }

  // A literal, or a parameter as it is on the day of the ordinary rows.
  std::optional<Scalar> constant(ExprId id) const {
    while (r_.expr(id).op == Op::named) id = r_.expr(id).args[0];
    const Expr& e = r_.expr(id);
    if (e.op == Op::literal && e.value.is_known()) return e.value.point();
    if (e.op != Op::parameter) return std::nullopt;
    const auto& values = r_.parameters[e.index].values;
    for (const model::DatedValue& v : values) {
      if (v.valid.holds(base_)) return v.value;
    }
    return values.empty() ? std::nullopt : std::optional(values.back().value);
  }

  void compare(ExprId id) {
    const Expr& e = r_.expr(id);
    const std::string words = wording::in_words(r_, record_, id);
    if (e.op == Op::within_after || e.op == Op::within_before) {
      const Index x = field_of(e.args[0]), y = field_of(e.args[2]);
      const auto limit = constant(e.args[1]);
      if (x == kNone || y == kNone || !limit) return;
      const int sign = e.op == Op::within_after ? 1 : -1;
      apart(x, y, *limit, sign, words);
      apart(x, y, MillisValue{0}, sign, words + ", its start");
      return;
    }
    if (!model::is_comparison(e.op) && e.op != Op::between) return;
    for (std::size_t a = 0; a < 2; ++a) {
      const Index f = field_of(e.args[a]);
      for (std::size_t b = a == 0 ? 1 : 0; b < (a == 0 ? e.args.size() : 1); ++b) {
        if (f != kNone) {
          if (const auto v = constant(e.args[b])) around(f, *v, words);
          const Index g = field_of(e.args[b]);
          if (a == 0 && g != kNone) two_fields(f, g, words);
        } else if (const auto v = constant(e.args[b])) {
          function_against(e.args[a], *v, words);
        }
      }
    }
  }

  // Times from one to the other, and ages, held against a limit.
  void function_against(ExprId id, const Scalar& limit, const std::string& words) {
    while (r_.expr(id).op == Op::named) id = r_.expr(id).args[0];
    const Expr& e = r_.expr(id);
    if (e.op != Op::call || e.args.size() < 2) return;
    const Index a = field_of(e.args[0]), b = field_of(e.args[1]);
    if (a == kNone || b == kNone) return;
    if (e.function == Function::time_from) return apart(b, a, limit, 1, words);
    const auto* n = std::get_if<Decimal>(&limit);
    const auto whole = n == nullptr ? std::nullopt : n->as_int64();
    if (!whole || *whole < 0 || *whole > 200) return;
    if (e.function == Function::calendar_days)
      return apart(b, a, CalendarDuration{0, static_cast<std::int32_t>(*whole)}, 1, words);
    const bool years = e.function == Function::age || e.function == Function::whole_years;
    if (years)
      return apart(b, a, CalendarDuration{static_cast<std::int32_t>(12 * *whole), 0}, 1, words);
  }

  std::optional<Day> day_in(const Cells& cells, Index f) const {
    const auto day = parse_date(cells[f]);
    if (day) return day->first;
    const auto time = parse_date_time(cells[f]);
    return time ? std::optional(static_cast<Day>(time->wall / kDayMillis)) : std::nullopt;
  }

  // `x` a limit after (or before) `y`: exactly, one step less, one step more.
  void apart(Index x, Index y, const Scalar& limit, int sign, const std::string& words) {
    const Kind kx = type_.fields[x].type.kind, ky = type_.fields[y].type.kind;
    if (kx != ky) return;
    for (const int step : {-1, 0, 1}) {
      Cells cells = ordinary();
      if (is_time(kx)) {
        const auto from = parse_date_time(cells[y]);
        if (!from) return;
        const auto wall = moved(from->wall, limit, sign, type_.fields[x].type);
        if (!wall) return;
        cells[x] = wall_text(*wall + step * kSecond);
      } else if (kx == Kind::date) {
        const auto from = day_in(cells, y);
        const auto* c = std::get_if<CalendarDuration>(&limit);
        const auto* ms = std::get_if<MillisValue>(&limit);
        if (!from || (c == nullptr && (ms == nullptr || ms->ms != 0))) return;
        const CalendarDuration d = c == nullptr
                                       ? CalendarDuration{0, 0}
                                       : CalendarDuration{sign * c->months, sign * c->days};
        const auto to = plus(*from, d);
        if (!to) return;
        cells[x] = date_text(*to + step);
      } else {
        return;
      }
      add(std::move(cells), words + ": " + where(step));
    }
  }

  static std::string where(int step) {
    return step < 0 ? "one below" : step == 0 ? "the boundary" : "one above";
  }

  std::optional<Millis> moved(Millis wall, const Scalar& limit, int sign,
                              const model::Type& type) const {
    if (const auto* c = std::get_if<CalendarDuration>(&limit)) {
      const Day day = static_cast<Day>(wall / kDayMillis);
      const auto to = plus(day, CalendarDuration{sign * c->months, sign * c->days});
      if (!to) return std::nullopt;
      return static_cast<Millis>(*to) * kDayMillis + wall % kDayMillis;
    }
    const auto* ms = std::get_if<MillisValue>(&limit);
    if (ms == nullptr || ms->ms > 3650 * kDayMillis || ms->ms < -3650 * kDayMillis)
      return std::nullopt;
    if (type.kind == Kind::wall_time) return wall + sign * ms->ms;
    const ZoneTable& zone = r_.zones[type.zone];
    const Instants at = instants_of(zone, wall);
    if (at.count == 0) return std::nullopt;
    return wall_of(zone, at.first + sign * ms->ms);
  }

  void two_fields(Index f, Index g, const std::string& words) {
    const Kind k = type_.fields[f].type.kind;
    if (is_time(k) || k == Kind::date) return apart(f, g, MillisValue{0}, 1, words);
    if (k != Kind::number || type_.fields[g].type.kind != Kind::number) return;
    for (const int step : {-1, 0, 1}) {
      Cells cells = ordinary();
      const auto n = Decimal::parse(cells[g]);
      if (!n) return;
      cells[f] = std::to_string(n->as_int64().value_or(0) + step);
      add(std::move(cells), words + ": " + where(step));
    }
  }

  void around(Index f, const Scalar& v, const std::string& words) {
    const model::Field& field = type_.fields[f];
    for (const int step : {-1, 0, 1}) {
      std::string cell;
      if (const auto* n = std::get_if<Decimal>(&v)) {
        const auto one = field.whole ? Decimal(1) : Decimal::make(1, 2).value_or(Decimal(1));
        const auto to = step == 0  ? std::optional(*n)
                        : step < 0 ? optional(subtract(*n, one))
                                   : optional(assize::add(*n, one));
        if (!to) continue;
        cell = to->text();
      } else if (const auto* d = std::get_if<DayValue>(&v)) {
        cell = is_time(field.type.kind) ? date_text(d->day + step) + "T00:00"
                                        : date_text(d->day + step);
      } else if (const auto* m = std::get_if<MillisValue>(&v)) {
        if (!is_time(field.type.kind)) return;
        const Millis wall =
            field.type.kind == Kind::wall_time ? m->ms : wall_of(r_.zones[field.type.zone], m->ms);
        cell = wall_text(wall + step * kSecond);
      } else {
        return;  // codes and yes or no have no steps: each value has a row of its own
      }
      put(f, cell, words + ": " + where(step));
    }
  }

  template <class T>
  static std::optional<Decimal> optional(const T& result) {
    return result ? std::optional<Decimal>(*result) : std::nullopt;
  }

  // --- fields ---

  void field(Index f) {
    const model::Field& field = type_.fields[f];
    if (is_key(f)) return;  // a record without its key is another matter: `copies`
    put(f, "", name(f) + ": blank");
    switch (field.type.kind) {
      case Kind::yes_no:
        put(f, "yes", name(f) + ": yes");
        put(f, "no", name(f) + ": no");
        put(f, "perhaps", name(f) + ": unreadable");
        break;
      case Kind::number:
        put(f, "many", name(f) + ": unreadable");
        number(f, field);
        break;
      case Kind::code:
        codes(f, r_.code_lists[field.type.list]);
        break;
      case Kind::date:
        put(f, "2024-02-30", name(f) + ": unreadable, no such day");
        put(f, date_text(base_).substr(0, 7), name(f) + ": imprecise, a month");
        break;
      case Kind::date_time:
        put(f, date_text(base_) + "T1O:30", name(f) + ": unreadable");
        clock_changes(f, r_.zones[field.type.zone]);
        break;
      case Kind::wall_time:
        put(f, date_text(base_) + "T1O:30", name(f) + ": unreadable");
        break;
      case Kind::text:
        if (is_nhs(field))
          put(f, wrong_check(nhs_number(serial_)), name(f) + ": wrong check digit");
        break;
      default:
        break;
    }
    for (const model::Field::Hidden& h : field.hidden) put(f, h.text, name(f) + ": suppressed");
  }

  static std::string wrong_check(std::string number) {
    number.back() = number.back() == '9' ? '0' : static_cast<char>(number.back() + 1);
    return number;
  }

  void number(Index f, const model::Field& field) {
    if (field.low) {
      put(f, field.low->text(), name(f) + ": the lowest allowed");
      if (const auto n = subtract(*field.low, Decimal(1)))
        put(f, n->text(), name(f) + ": out of range, too low");
    }
    if (field.high) {
      put(f, field.high->text(), name(f) + ": the highest allowed");
      if (const auto n = assize::add(*field.high, Decimal(1)))
        put(f, n->text(), name(f) + ": out of range, too high");
    }
  }

  void codes(Index f, const model::CodeList& list) {
    constexpr std::size_t kMost = 40;
    for (std::size_t i = 0; i < list.codes.size() && i < kMost; ++i)
      put(f, list.codes[i].text, name(f) + ": the code " + list.codes[i].text);
    std::string other = "NOT_A_CODE";
    while (std::any_of(list.codes.begin(), list.codes.end(),
                       [&](const model::Code& c) { return c.text == other; }))
      other += "_";
    put(f, other, name(f) + ": not a listed code");
  }

  // The night on which the clocks go back has an hour twice; that on which they go forward lacks
  // one.
  void clock_changes(Index f, const ZoneTable& zone) {
    bool twice = false, never = false;
    for (std::size_t i = zone.changes.size(); i-- > 1 && !(twice && never);) {
      const auto& change = zone.changes[i];
      const Day day = local_day(zone, change.at);
      if (day > base_) continue;
      const Millis before = zone.changes[i - 1].offset_seconds * Millis{1000};
      const Millis after = change.offset_seconds * Millis{1000};
      if (after < before && !twice) {
        twice = true;
        put(f, wall_text(change.at + after + 30 * kMinute),
            name(f) + ": ambiguous, a clock time that occurs twice");
      } else if (after > before && !never) {
        never = true;
        put(f, wall_text(change.at + before + 30 * kMinute),
            name(f) + ": unreadable, a clock time that does not exist");
      }
    }
  }

  // --- the record as a whole ---

  // The first day of what is dated, and the day before.
  void dates() {
    std::set<Day> firsts;
    for (const model::Standard& s : r_.standards) {
      if (r_.indicators[s.indicator].record == record_ && s.in_force.from)
        firsts.insert(*s.in_force.from);
    }
    for (const model::Parameter& p : r_.parameters) {
      for (const model::DatedValue& v : p.values) {
        if (v.valid.from) firsts.insert(*v.valid.from);
      }
    }
    for (const Index f : dated_) {
      if (f == kNone || is_key(f)) continue;
      for (const Day first : firsts) {
        for (const Day day : {first - 1, first}) {
          const bool time = is_time(type_.fields[f].type.kind);
          put(f, date_text(day) + (time ? "T12:00" : ""),
              name(f) + (day == first ? ": the first day in force" : ": the day before in force"));
        }
      }
    }
  }

  void copies() {
    if (type_.key.empty()) return;
    Cells cells = ordinary();
    add(cells, "a record that is sent twice: the first");
    add(cells, "a record that is sent twice: the copy");
    cells = ordinary();
    add(cells, "two records of one key: the first");
    for (Index f = static_cast<Index>(type_.fields.size()); f-- > 0;) {
      if (is_key(f) || f == type_.provider) continue;
      const Cells other = ordinary();
      if (other[f] == cells[f]) continue;
      cells[f] = other[f];
      break;
    }
    add(cells, "two records of one key: the other, which differs");
  }

  const model::Ruleset& r_;
  Index record_;
  const model::Record& type_;
  Random random_;
  Day base_ = 0;
  std::uint64_t serial_ = 0;
  std::set<Index> dated_, nhs_;
  std::vector<std::pair<Index, Index>> parts_;  // of totals: the part, its whole
  std::vector<SampleRow> edges_;
};

}  // namespace

Sample sample_rows(const model::Ruleset& ruleset, Index record, std::size_t rows,
                   std::uint64_t seed) {
  return Rows(ruleset, record, seed).run(rows);
}

}  // namespace assize::cli
