#include "dsl/check/table_space.h"

#include <algorithm>
#include <map>

namespace assize::check_detail {

using model::Kind;
using Cell = syntax::TableCell::Test;

int order(const Scalar& a, const Scalar& b) {
  return std::visit(
      [&](const auto& x) -> int {
        using T = std::decay_t<decltype(x)>;
        if constexpr (std::is_same_v<T, ListValue> || std::is_same_v<T, CalendarDuration>) {
          return 0;  // never an input
        } else {
          const T& y = std::get<T>(b);
          return x < y ? -1 : y < x ? 1 : 0;
        }
      },
      a);
}

namespace {

constexpr std::size_t kShown = 3;
constexpr std::size_t kMostWork = 20'000'000;

// Whether nothing lies between two neighbouring points.
bool adjacent(const Scalar& a, const Scalar& b, bool whole) {
  if (const auto* d = std::get_if<DayValue>(&a)) return std::get<DayValue>(b).day - d->day <= 1;
  if (const auto* m = std::get_if<MillisValue>(&a)) return std::get<MillisValue>(b).ms - m->ms <= 1;
  const auto* n = std::get_if<Decimal>(&a);
  if (n == nullptr || !whole) return false;
  const auto next = add(round(*n, 0, Rounding::floor).value_or(*n), Decimal(1));
  return next && std::get<Decimal>(b) <= *next;
}

std::string duration_text(Millis ms) {
  if (ms % kHour == 0) return std::to_string(ms / kHour) + " hours";
  if (ms % kMinute == 0) return std::to_string(ms / kMinute) + " minutes";
  return std::to_string(ms / kSecond) + " seconds";
}

std::string clock_text(Millis wall) {
  const Day day =
      static_cast<Day>(wall >= 0 ? wall / kDayMillis : -((-wall + kDayMillis - 1) / kDayMillis));
  const Millis rest = wall - static_cast<Millis>(day) * kDayMillis;
  const auto two = [](Millis n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return date_text(day) + "T" + two(rest / kHour) + ":" + two(rest / kMinute % 60);
}

}  // namespace

void TableSpace::add_axis(const model::Ruleset& ruleset, const model::Type& type,
                          const model::Field* field, std::string name) {
  Axis a;
  a.type = type;
  a.name = std::move(name);
  a.ruleset = &ruleset;
  a.stretches = type.kind != Kind::code && type.kind != Kind::yes_no;
  if (field != nullptr) {
    a.low = field->low;
    a.high = field->high;
    a.whole = field->whole;
  }
  if (type.kind == Kind::yes_no) a.cuts = {false, true};
  if (type.kind == Kind::code) {
    const auto& codes = ruleset.code_lists[type.list].codes;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (codes[i].role == model::CodeRole::ordinary)
        a.cuts.emplace_back(CodeIndex{static_cast<std::int32_t>(i)});
    }
  }
  axes_.push_back(std::move(a));
}

void TableSpace::add_row(std::vector<CellPoints> cells) { rows_.push_back(std::move(cells)); }

void TableSpace::cut() {
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    Axis& a = axes_[i];
    if (a.stretches) {
      for (const auto& row : rows_)
        a.cuts.insert(a.cuts.end(), row[i].points.begin(), row[i].points.end());
      if (a.low) a.cuts.emplace_back(*a.low);
      if (a.high) a.cuts.emplace_back(*a.high);
    }
    std::sort(a.cuts.begin(), a.cuts.end(),
              [](const Scalar& x, const Scalar& y) { return order(x, y) < 0; });
    a.cuts.erase(std::unique(a.cuts.begin(), a.cuts.end(),
                             [](const Scalar& x, const Scalar& y) { return order(x, y) == 0; }),
                 a.cuts.end());
    const std::size_t n = a.cuts.size();
    for (std::size_t piece = 0; piece <= 2 * n; ++piece) {
      const std::size_t k = piece / 2;
      if (piece % 2 == 1) {
        const Scalar& point = a.cuts[k];
        if (a.low && order(point, Scalar(*a.low)) < 0) continue;
        if (a.high && order(point, Scalar(*a.high)) > 0) continue;
        if (const auto* d = std::get_if<Decimal>(&point); a.whole && d && !d->is_whole()) continue;
      } else {
        if (!a.stretches) continue;
        if (a.type.kind == Kind::text && piece != 0) continue;  // one: any other text
        if (k > 0 && k < n && adjacent(a.cuts[k - 1], a.cuts[k], a.whole)) continue;
        if (a.low && (k == 0 || order(a.cuts[k - 1], Scalar(*a.low)) < 0)) continue;
        if (a.high && (k == n || order(a.cuts[k], Scalar(*a.high)) > 0)) continue;
      }
      a.at.push_back(piece);
    }
  }
  for (const auto& row : rows_) {
    auto& by_axis = taken_.emplace_back();
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      auto& taken = by_axis.emplace_back();
      for (const std::size_t piece : axes_[i].at) taken.push_back(takes(axes_[i], row[i], piece));
    }
  }
}

bool TableSpace::takes(const Axis& a, const CellPoints& c, std::size_t piece) const {
  if (c.test == Cell::any) return true;
  const auto place = [&](const Scalar& s) {  // the piece that the point is
    const auto it =
        std::lower_bound(a.cuts.begin(), a.cuts.end(), s,
                         [](const Scalar& x, const Scalar& y) { return order(x, y) < 0; });
    return 2 * static_cast<std::size_t>(it - a.cuts.begin()) + 1;
  };
  const std::size_t first = place(c.points[0]);
  switch (c.test) {
    case Cell::at_most:
    case Cell::on_or_before:
      return piece <= first;
    case Cell::at_least:
    case Cell::on_or_after:
      return piece >= first;
    case Cell::less_than:
    case Cell::before:
      return piece < first;
    case Cell::more_than:
    case Cell::after:
      return piece > first;
    case Cell::between: {
      const std::size_t last = place(c.points[1]);
      return piece >= first && (c.open_above ? piece < last : piece <= last);
    }
    default:
      break;
  }
  const bool is = std::any_of(c.points.begin(), c.points.end(),
                              [&](const Scalar& s) { return place(s) == piece; });
  return is != c.negated;
}

std::vector<TableSpace::Overlap> TableSpace::overlaps() const {
  std::vector<Overlap> out;
  for (std::size_t i = 0; i < rows_.size() && out.size() < kShown; ++i) {
    for (std::size_t j = i + 1; j < rows_.size() && out.size() < kShown; ++j) {
      std::vector<std::size_t> common;
      for (std::size_t a = 0; a < axes_.size(); ++a) {
        std::size_t piece = 0;
        while (piece < axes_[a].at.size() && !(taken_[i][a][piece] && taken_[j][a][piece])) ++piece;
        if (piece == axes_[a].at.size()) break;
        common.push_back(axes_[a].at[piece]);
      }
      if (common.size() == axes_.size()) out.push_back({i, j, in_words(common)});
    }
  }
  return out;
}

struct TableSpace::Search {
  Gaps gaps;
  std::vector<std::size_t> path;
  std::size_t work = 0;
};

void TableSpace::search(Search& s, std::size_t axis, const std::vector<std::uint32_t>& rows) const {
  if (s.gaps.too_large || s.gaps.where.size() >= kShown) return;
  if (rows.empty()) {
    std::vector<std::size_t> where = s.path;
    for (std::size_t a = axis; a < axes_.size(); ++a) {
      if (axes_[a].at.empty()) return;
      where.push_back(axes_[a].at[0]);
    }
    s.gaps.where.push_back(in_words(where));
    return;
  }
  if (axis == axes_.size()) return;
  // Pieces that the same rows take have the same answer.
  std::map<std::vector<std::uint32_t>, std::size_t> ways;
  std::vector<std::pair<std::size_t, std::vector<std::uint32_t>>> in_order;
  for (std::size_t k = 0; k < axes_[axis].at.size(); ++k) {
    std::vector<std::uint32_t> left;
    for (const std::uint32_t r : rows) {
      if (taken_[r][axis][k]) left.push_back(r);
    }
    s.work += rows.size() + 1;
    if (ways.try_emplace(left, k).second) in_order.emplace_back(k, std::move(left));
  }
  s.gaps.too_large = s.work > kMostWork;
  for (const auto& [k, left] : in_order) {
    s.path.push_back(axes_[axis].at[k]);
    search(s, axis + 1, left);
    s.path.pop_back();
  }
}

TableSpace::Gaps TableSpace::gaps() const {
  Search s;
  std::vector<std::uint32_t> rows(rows_.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
  search(s, 0, rows);
  return s.gaps;
}

std::optional<std::size_t> TableSpace::empty_row() const {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    for (std::size_t a = 0; a < axes_.size(); ++a) {
      const auto& taken = taken_[i][a];
      if (std::find(taken.begin(), taken.end(), true) == taken.end()) return i;
    }
  }
  return std::nullopt;
}

std::string TableSpace::in_words(const Axis& a, std::size_t piece) const {
  const auto point = [&](const Scalar& s) -> std::string {
    if (const auto* b = std::get_if<bool>(&s)) return *b ? "yes" : "no";
    if (const auto* d = std::get_if<Decimal>(&s))
      return d->text() + (a.type.unit == model::Unit::percent ? "%" : "");
    if (const auto* t = std::get_if<std::string>(&s)) return "\"" + *t + "\"";
    if (const auto* c = std::get_if<CodeIndex>(&s))
      return a.ruleset->code_lists[a.type.list].codes[static_cast<std::size_t>(c->at)].text;
    if (const auto* d = std::get_if<DayValue>(&s)) return date_text(d->day);
    const Millis ms = std::get<MillisValue>(s).ms;
    return a.type.kind == Kind::elapsed ? duration_text(ms) : clock_text(ms);
  };
  const std::size_t k = piece / 2;
  if (piece % 2 == 1) return a.name + " is " + point(a.cuts[k]);
  if (a.type.kind == Kind::text)
    return a.cuts.empty() ? a.name + " is anything" : a.name + " is any other text";
  if (a.cuts.empty()) return a.name + " is anything";
  const bool time =
      a.type.kind == Kind::date || a.type.kind == Kind::date_time || a.type.kind == Kind::wall_time;
  std::string out = a.name + " is ";
  if (k > 0) out += (time ? "after " : "more than ") + point(a.cuts[k - 1]);
  if (k > 0 && k < a.cuts.size()) out += " and ";
  if (k < a.cuts.size()) out += (time ? "before " : "less than ") + point(a.cuts[k]);
  return out;
}

std::string TableSpace::in_words(const std::vector<std::size_t>& pieces) const {
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i)
    out += (i == 0 ? "" : ", ") + in_words(axes_[i], pieces[i]);
  return out;
}

}  // namespace assize::check_detail
