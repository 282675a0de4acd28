#include "dsl/check/arena.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace assize::check_detail {

using model::Expr;
using model::ExprId;

namespace {

std::uint64_t mix(std::uint64_t h, std::uint64_t x) {
  h ^= x + 0x9E3779B97F4A7C15ull + (h << 6) + (h >> 2);
  return h * 0xFF51AFD7ED558CCDull;
}

struct HashScalar {
  std::uint64_t operator()(bool b) const { return b ? 1 : 0; }
  std::uint64_t operator()(const Decimal& d) const {
    const Decimal::Coefficient c = d.coefficient();
    return mix(mix(static_cast<std::uint64_t>(c), static_cast<std::uint64_t>(c >> 64)),
               static_cast<std::uint64_t>(d.scale()));
  }
  std::uint64_t operator()(const std::string& s) const { return std::hash<std::string>{}(s); }
  std::uint64_t operator()(CodeIndex c) const { return static_cast<std::uint64_t>(c.at); }
  std::uint64_t operator()(DayValue d) const { return static_cast<std::uint64_t>(d.day); }
  std::uint64_t operator()(MillisValue m) const { return static_cast<std::uint64_t>(m.ms); }
  std::uint64_t operator()(const CalendarDuration& c) const {
    return mix(static_cast<std::uint64_t>(c.months), static_cast<std::uint64_t>(c.days));
  }
  std::uint64_t operator()(const ListValue& l) const { return l.size(); }
};

std::uint64_t hash(const Expr& e, std::uint32_t record) {
  std::uint64_t h = mix(static_cast<std::uint64_t>(e.op), static_cast<std::uint64_t>(e.function));
  h = mix(h, static_cast<std::uint64_t>(e.type.kind));
  h = mix(h, e.type.list);
  h = mix(h, e.index);
  h = mix(h, record);
  for (ExprId a : e.args) h = mix(h, a);
  if (e.value.low) h = mix(h, std::visit(HashScalar{}, *e.value.low));
  return mix(h, e.value.reasons.bits());
}

bool same(const std::optional<Scalar>& a, const std::optional<Scalar>& b) {
  return a.has_value() == b.has_value() && (!a || check_detail::same(*a, *b));
}

bool same(const Expr& a, const Expr& b) {
  return a.op == b.op && a.type == b.type && a.args == b.args && a.index == b.index &&
         a.function == b.function && a.reason == b.reason && a.rounding == b.rounding &&
         a.is_signed == b.is_signed && a.by_day == b.by_day && a.open_end == b.open_end &&
         a.by_day_number == b.by_day_number &&
         a.birthday_on_28_february == b.birthday_on_28_february && a.exactly == b.exactly &&
         check_detail::same(a.value, b.value);
}

}  // namespace

bool same(const Scalar& a, const Scalar& b) {
  if (a.index() != b.index()) return false;
  if (const auto* l = std::get_if<ListValue>(&a)) {
    const auto& m = std::get<ListValue>(b);
    return std::equal(l->begin(), l->end(), m.begin(), m.end(),
                      [](const Value& x, const Value& y) { return same(x, y); });
  }
  return std::visit(
      [&](const auto& x) {
        using T = std::decay_t<decltype(x)>;
        if constexpr (std::is_same_v<T, ListValue>) {
          return false;
        } else {
          return x == std::get<T>(b);
        }
      },
      a);
}

bool same(const Value& a, const Value& b) {
  return a.state == b.state && same(a.low, b.low) && same(a.high, b.high) &&
         a.low_open == b.low_open && a.high_open == b.high_open && a.or_never == b.or_never &&
         a.codes == b.codes && a.reasons == b.reasons;
}

ExprId Arena::add(Expr node, std::uint32_t record) {
  const std::uint64_t h = hash(node, record);
  const auto [first, last] = by_hash_.equal_range(h);
  for (auto it = first; it != last; ++it) {
    if (record_[it->second] == record && same(nodes_[it->second], node)) return it->second;
  }
  std::uint32_t deepest = 0;
  for (ExprId a : node.args) deepest = std::max(deepest, depth_[a]);
  const auto id = static_cast<ExprId>(nodes_.size());
  nodes_.push_back(std::move(node));
  depth_.push_back(deepest + 1);
  record_.push_back(record);
  by_hash_.emplace(h, id);
  return id;
}

}  // namespace assize::check_detail
