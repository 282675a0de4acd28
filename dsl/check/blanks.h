// What blanking one field can do to a test: the analysis behind "blanking must not pay". Internal
// to dsl/check.
//
// For each node that the field reaches it works out whether a known value that is made blank can
// turn a no into a yes or a yes into a no, what the node is while the cell is blank, and what
// becomes of it as an event that is still open comes ever later, or never. Only certain moves
// count: a move to unknown leaves every outcome possible and harms no verdict. Sound, not complete:
// where two tests of one field exclude each other in ways that only arithmetic shows, it may see a
// move that cannot happen.
#pragma once

#include <unordered_map>
#include <vector>

#include "dsl/base/truth.h"
#include "dsl/model/ruleset.h"

namespace assize::check_detail {

struct Effect {
  // How a value that is no yes or no follows the field: a time that comes later makes it later, or
  // more.
  enum class Trend : std::uint8_t { fixed, rising, falling, other };
  Trend trend = Trend::fixed;
  bool keeps_never = true;  // a value: an event that does not happen reaches it as such

  bool reads = false;
  bool up = false, down = false;  // no to yes, yes to no
  Truth blank = Truth::unknown;   // while the cell is blank; unknown: it depends
  // As the open event comes ever later, and if it never does; `closes`: the two agree whatever else
  // the record holds.
  Truth late = Truth::unknown, never = Truth::unknown;
  bool closes = true;
};

class BlankAnalysis {
 public:
  // Over everything that the roots reach, for one field of one record.
  BlankAnalysis(const model::Ruleset& r, const model::Record& record, model::Index field,
                const std::vector<model::ExprId>& nodes);
  // kNoExpr: an effect of nothing.
  Effect of(model::ExprId id) const;

 private:
  Effect effect(const model::Expr& e) const;
  Effect field_effect() const;
  Effect spans(const model::Expr& e) const;
  Effect logic(const model::Expr& e) const;
  Effect comparison(const model::Expr& e) const;
  Effect order(const Effect& left, const Effect& right, bool greater) const;
  Effect equality(const Effect& left, const Effect& right) const;
  Effect within(const model::Expr& e) const;
  Effect two_valued(const model::Expr& e) const;
  Effect verdict(const model::Expr& e) const;
  Effect value(const model::Expr& e) const;

  const model::Ruleset& r_;
  model::Blank blank_;
  model::Index field_;
  bool counts_as_no_;
  std::unordered_map<model::ExprId, Effect> effects_;
};

Effect not_(Effect e);
Effect any_of(const std::vector<Effect>& all);
Effect all_of(const std::vector<Effect>& all);

}  // namespace assize::check_detail
