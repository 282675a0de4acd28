// What the rows that were found come to: docs/language/meaning.md, section 9.
#include <algorithm>
#include <set>

#include "engine/functions/call.h"
#include "engine/reference/links.h"
#include "engine/reference/range.h"
#include "engine/reference/spread.h"

namespace assize::reference {

using model::Across;
using model::Index;
using model::Kind;

namespace {

bool is_time(Kind k) { return k == Kind::date || k == Kind::date_time || k == Kind::wall_time; }

// Certainly before in the order of the keys.
bool is_before(const std::vector<Value>& a, const std::vector<Value>& b, bool last) {
  for (std::size_t k = 0; k < a.size(); ++k) {
    const bool known = a[k].state != Value::State::unknown && b[k].state != Value::State::unknown;
    if (!known) return false;
    if ((last ? less(b[k], a[k]) : less(a[k], b[k])).truth() == Truth::yes) return true;
    if (equal(a[k], b[k]).truth() != Truth::yes) return false;
  }
  return false;
}

// The reasons are those of the candidates.
Value for_reasons(Value v, Reasons why) {
  if (!v.is_known()) v.reasons = why.empty() ? Reasons(Reason::stated) : why;
  return v;
}

std::optional<Decimal> plus(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  if (!a || !b) return std::nullopt;
  return add(*a, *b);
}

}  // namespace

// Every copy of the record is linked and satisfies the condition.
bool Tables::is_certain(const Across& a, const std::vector<Candidate>& all,
                        std::size_t group) const {
  const auto& groups = returns_[a.record].groups;
  if (group >= groups.size()) return false;
  const auto sure = std::count_if(all.begin(), all.end(), [&](const Candidate& c) {
    return c.group == group && c.holds == Truth::yes;
  });
  return static_cast<std::size_t>(sure) == groups[group].size();
}

Value Tables::first(const model::Expr& node, const std::vector<Candidate>& all) const {
  const Across& a = ruleset_.across[node.index];
  std::set<std::size_t> certain;
  Reasons why;
  for (const Candidate& c : all) {
    why |= c.why;
    if (is_certain(a, all, c.group)) certain.insert(c.group);
  }
  if (certain.empty()) return Value::unknown(why | Reason::not_linked);
  const bool last = a.kind == model::AcrossKind::last;
  std::vector<Value> values;
  for (const Candidate& c : all) {
    const bool comes_later = std::any_of(certain.begin(), certain.end(), [&](std::size_t g) {
      return g != c.group && std::all_of(all.begin(), all.end(), [&](const Candidate& o) {
               return o.group != g || is_before(o.order, c.order, last);
             });
    });
    if (!comes_later) values.push_back(c.value);
  }
  if (values.size() > 1) why |= Reason::ambiguous_clock;
  return for_reasons(hull(values, node.type.kind, why), why);
}

Value Tables::only(const model::Expr& node, const std::vector<Candidate>& all) const {
  const Across& a = ruleset_.across[node.index];
  Reasons why;
  std::vector<Value> values;
  bool one = !all.empty();
  for (const Candidate& c : all) {
    why |= c.why;
    one = one && c.group == all.front().group && is_certain(a, all, c.group);
    values.push_back(c.value);
  }
  if (values.size() > 1) why |= Reason::ambiguous_clock;
  return one ? for_reasons(hull(values, node.type.kind, why), why)
             : Value::unknown(why | Reason::not_linked);
}

Value Tables::number(const model::Expr& node, const std::vector<Candidate>& all) const {
  const Across& a = ruleset_.across[node.index];
  std::set<std::size_t> certain, possible;
  bool unseen = false;
  Reasons why;
  for (const Candidate& c : all) {
    why |= c.why;
    unseen = unseen || c.is_unseen;
    possible.insert(c.group);
    if (is_certain(a, all, c.group)) certain.insert(c.group);
  }
  const Decimal low(static_cast<std::int64_t>(certain.size()));
  const Decimal high(static_cast<std::int64_t>(possible.size()));
  std::optional<Scalar> end;
  if (!unseen) end = high;
  return stretch(low, end, false, why.empty() ? Reasons(Reason::stated) : why);
}

Value Tables::sum(const model::Expr& node, const std::vector<Candidate>& all) const {
  const Across& a = ruleset_.across[node.index];
  Reasons why;
  std::optional<Decimal> low = Decimal(0), high = Decimal(0);
  std::set<std::size_t> groups;
  for (const Candidate& c : all) {
    why |= c.why;
    if (c.is_unseen) low = high = std::nullopt;
    groups.insert(c.group);
  }
  for (std::size_t g : groups) {
    std::vector<Value> values;
    for (const Candidate& c : all) {
      if (c.group == g) values.push_back(c.value);
    }
    if (!is_certain(a, all, g)) values.push_back(Value::of(Decimal(0)));
    const Value v = hull(values, Kind::number, why);
    const auto end = [](const std::optional<Scalar>& s) {
      return s ? std::optional(std::get<Decimal>(*s)) : std::nullopt;
    };
    low = plus(low, v.state == Value::State::unknown ? std::nullopt : end(v.low));
    high = plus(high, v.is_known()                       ? end(v.low)
                      : v.state == Value::State::unknown ? std::nullopt
                                                         : end(v.high));
  }
  if (why.empty()) why = Reason::stated;
  if (!low && !high) return Value::unknown(why);
  std::optional<Scalar> from, to;
  if (low) from = *low;
  if (high) to = *high;
  return stretch(from, to, false, why);
}

// How many values there are: at least those that are known of certain rows, at most one more for
// each other row.
Value Tables::different(const model::Expr& node, const std::vector<Candidate>& all) const {
  const Across& a = ruleset_.across[node.index];
  const model::Type& type = ruleset_.expr(a.value).type;
  const auto text = [&](const Value& v) {
    return v.is_known() ? std::optional(plain_text(v.point(), type, ruleset_)) : std::nullopt;
  };
  std::set<std::string> certain, possible;
  std::set<std::size_t> certain_groups, open_groups;
  bool unseen = false;
  Reasons why;
  for (const Candidate& c : all) {
    why |= c.why;
    unseen = unseen || c.is_unseen;
    if (c.value.is_known() && is_never(c.value.point())) continue;  // there is none
    const bool sure = is_certain(a, all, c.group);
    const bool may_be_none =  // of a time of which nothing is known too
        c.value.or_never || (is_time(type.kind) && !c.value.low && !c.value.high);
    if (sure && !may_be_none) certain_groups.insert(c.group);
    // Of copies that differ nobody knows which value is the record's.
    const bool one = std::all_of(all.begin(), all.end(), [&](const Candidate& o) {
      return o.group != c.group || (text(o.value) && text(o.value) == text(c.value));
    });
    if (!one) {
      open_groups.insert(c.group);
      continue;
    }
    possible.insert(*text(c.value));
    if (sure) certain.insert(*text(c.value));
  }
  const std::size_t least = std::max<std::size_t>(certain.size(), certain_groups.empty() ? 0 : 1);
  const Decimal low(static_cast<std::int64_t>(least));
  std::optional<Scalar> high;
  if (!unseen) high = Decimal(static_cast<std::int64_t>(possible.size() + open_groups.size()));
  return stretch(low, high, false, why.empty() ? Reasons(Reason::stated) : why);
}

// The first record that was returned with these keys, all copies of it.
Value Tables::leads(const Across& a, const Bindings& outer) const {
  std::vector<std::string> mine;
  for (const model::LinkKey& k : a.keys)
    mine.push_back(*key_text(ruleset_, a.outer, k.mine, *outer.place));
  const auto& rows = returns_[a.record].rows;
  std::optional<std::size_t> first, own;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RecordPlace& p = rows[i].place;
    bool same = !first.has_value();
    for (std::size_t k = 0; same && k < a.keys.size(); ++k)
      same = key_text(ruleset_, a.record, a.keys[k].theirs, p) == mine[k];
    if (same) first = group_of_[a.record][i];
    if (p.chunk == outer.place->chunk && p.row == outer.place->row) own = group_of_[a.record][i];
  }
  return Value::of(first == own);
}

Value Tables::spread(const model::Expr& node, const std::vector<Candidate>& all,
                     const std::vector<Value>& handed_in) const {
  const Across& a = ruleset_.across[node.index];
  const model::Type& type = ruleset_.expr(a.value).type;
  Reasons why;
  std::set<std::size_t> groups;
  for (const Candidate& c : all) {
    why |= c.why;
    groups.insert(c.group);
  }
  std::vector<Piece> pieces;
  for (std::size_t g : groups) {
    std::vector<Value> starts, ends;
    for (const Candidate& c : all) {
      if (c.group != g) continue;
      starts.push_back(c.value);
      ends.push_back(c.until);
    }
    const bool sure = is_certain(a, all, g);
    const bool forwards = add_piece(moment_of(hull(starts, type.kind, why), type, ruleset_, false),
                                    moment_of(hull(ends, type.kind, why), type, ruleset_, false),
                                    a.until == model::kNoExpr, sure, pieces);
    if (!forwards) why |= Reason::contradictory;
  }
  Frame frame;
  frame.from = moment_of(handed_in[a.from], type, ruleset_, false);
  frame.to = moment_of(handed_in[a.to], type, ruleset_, false);
  if (a.window != model::kNone) {
    frame.window = length_of(handed_in[a.window]);
    if (frame.window <= 0) return Value::unknown(why | Reason::out_of_range);
  }
  frame.days = type.kind == Kind::date;
  return spread_of(a.kind, frame, pieces, node.type.kind == Kind::elapsed, why);
}

Value Tables::unique(const Across& a, const Bindings& outer) const {
  const auto mine = key_text(ruleset_, a.outer, a.keys[0].mine, *outer.place);
  if (!mine) return Value::unknown(outer.fields[a.keys[0].mine].reasons | Reason::not_linked);
  const auto same = [&](const Row& row) {
    return key_text(ruleset_, a.record, a.keys[0].theirs, row.place) == mine;
  };
  const auto& rows = returns_[a.record].rows;
  return Value::of(std::count_if(rows.begin(), rows.end(), same) <= 1);
}

}  // namespace assize::reference
