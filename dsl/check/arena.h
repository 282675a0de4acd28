// The arena of expressions: what is written twice alike becomes one node, so that shared parts are
// evaluated once and 63 doublings take 63 nodes. Internal to dsl/check.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "dsl/model/expression.h"

namespace assize::check_detail {

class Arena {
 public:
  explicit Arena(std::vector<model::Expr>& nodes) : nodes_(nodes) {}

  // `record` keeps fields of different records apart.
  model::ExprId add(model::Expr node, std::uint32_t record = 0xFFFFFFFFu);
  const model::Expr& operator[](model::ExprId id) const { return nodes_[id]; }
  // How many nodes deep the expression is: evaluators may recurse that far.
  std::uint32_t depth(model::ExprId id) const { return depth_[id]; }

 private:
  std::vector<model::Expr>& nodes_;
  std::vector<std::uint32_t> depth_, record_;
  std::unordered_multimap<std::uint64_t, model::ExprId> by_hash_;
};

bool same(const Scalar& a, const Scalar& b);
bool same(const Value& a, const Value& b);

}  // namespace assize::check_detail
